import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactEvidence, redactText } from '../../src/doctor/bundle/redact.ts';
import { aroundStandIns, createDisguise, withoutStandIns } from '../../src/redact/disguise.ts';
import { maskEmail } from '../../src/redact/mask.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { ok } from '../checks/conversation/builders.ts';
import { canaries, email, evidenceWith } from '../doctor/bundle/arbitrary.ts';
import { runs } from '../support/proof.ts';

describe('a stand-in', () => {
  const disguise = createDisguise();

  test('is the same for spellings of one address, and another for another', () => {
    fc.assert(
      fc.property(email, email, (one, other) => {
        expect(disguise.email(` ${one.toUpperCase()}\t`)).toBe(disguise.email(one));
        expect(disguise.email(one) === disguise.email(other)).toBe(one === other);
      }),
    );
  });

  test('is an address like any other to a check that masks or splits it', () => {
    const standIn = disguise.email('jo.doe@example.test');
    expect(standIn).toMatch(/^[\w.-]+@[\w-]+\.redacted\.test$/);
    expect(maskEmail(standIn)).toMatch(/^p…@[0-9a-f]{12}\.redacted\.test$/);
  });

  test('is shared with no other disguise', () => {
    fc.assert(
      fc.property(email, fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String), (address, id) => {
        const other = createDisguise();
        expect(other.email(address)).not.toBe(disguise.email(address));
        expect(other.contactId(id)).not.toBe(disguise.contactId(id));
        expect(other.person(address)).not.toBe(disguise.person(address));
        expect(other.digest(address)).not.toBe(disguise.digest(address));
      }),
    );
  });

  test('has the form of the id that it stands for', () => {
    expect(disguise.contactId('1401')).toMatch(/^[1-9]\d{11}$/);
    expect(disguise.contactId('visitor-1402')).toMatch(/^[0-9a-f]{12}$/);
    expect(disguise.contactId('1401')).not.toBe(disguise.contactId('1402'));
  });

  test('says that there is nothing where there is nothing', () => {
    expect(['', '  '].map(disguise.email)).toEqual(['', '  ']);
  });

  test('is left alone by whoever works around it', () => {
    const standIn = disguise.email('jo@example.test');
    expect(aroundStandIns(`to ${standIn}!`, (piece) => piece.toUpperCase())).toBe(`TO ${standIn}!`);
    expect(withoutStandIns(`to ${standIn}!`)).toBe('to  !');
    expect(redactText(`E-${standIn}`, disguise)).toBe(`E-${standIn}`);
  });
});

describe('evidence with canaries in it', () => {
  const redactor = createRedactor([]);

  test('holds none of them afterwards', () => {
    fc.assert(
      fc.property(canaries, (hidden) => {
        const text = JSON.stringify(redactEvidence(evidenceWith(hidden), createDisguise())).toLowerCase();
        const looked = [...hidden.emails, hidden.phone, hidden.token, hidden.words];
        expect(looked.filter((word) => text.includes(word.toLowerCase()))).toEqual([]);
        expect(redactor.findSecret(withoutStandIns(text))).toBeNull();
      }),
    );
  });

  test('tells equal addresses from different ones as before', () => {
    fc.assert(
      fc.property(canaries, (hidden) => {
        const redacted = redactEvidence(evidenceWith(hidden), createDisguise());
        const matches = redacted['conversation.contactMatches'];
        if (matches?.outcome !== 'ok') throw new Error('it was there before');
        const standIns = matches.value.map((contact) => contact.email);
        expect(new Set(standIns).size).toBe(new Set(hidden.emails).size);
        const address = redacted['conversation.contactEmail'];
        expect(address).toMatchObject({ value: standIns[0] });
        expect(redacted['conversation.session']).toMatchObject({ value: { contactEmail: standIns[0] } });
        expect(redacted['conversation.owner']).toMatchObject({ value: { id: `E-${standIns[0]}` } });
      }),
    );
  });

  test('shares no stand-in with what another run makes of it', () => {
    const standInsOf = (text: string): string[] => text.match(/person[@-][0-9a-f]{12}/g) ?? [];
    fc.assert(
      fc.property(canaries, (hidden) => {
        const [one, other] = [createDisguise(), createDisguise()].map((disguise) =>
          standInsOf(JSON.stringify(redactEvidence(evidenceWith(hidden), disguise))),
        );
        expect(one?.length).toBeGreaterThan(5);
        expect(one?.filter((standIn) => other?.includes(standIn))).toEqual([]);
      }),
      { numRuns: runs(30) },
    );
  });
});

test('files are named without their folders, and people not at all', () => {
  const { 'webhooks.file': file, 'webhooks.committed': said } = redactEvidence(
    {
      'webhooks.file': {
        ...ok({
          throttle: { limit: 100 },
          written: { throttle: { file: 'C:\\jo\\b.json', form: 'api-settings' } },
        }),
        source: 'file',
        origin: '/home/jo doe/a.json, C:\\jo\\b.json, /jo/src/app/webhooks/c-hsmeta.json',
      },
      'webhooks.committed': { ...ok(true), source: 'stated', origin: 'Jo Doe' },
    },
    createDisguise(),
  );
  expect(file?.origin).toBe('a.json, b.json, src/app/webhooks/c-hsmeta.json');
  expect(file).toMatchObject({ value: { written: { throttle: { file: 'b.json' } } } });
  expect(said?.origin).toMatch(/^person-[0-9a-f]{12}$/);
});
