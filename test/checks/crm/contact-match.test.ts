import { describe, expect, test } from 'vitest';
import { CRM_CAUSES } from '../../../checks/crm/causes.ts';
import contactMatch from '../../../checks/crm/contact-match.ts';
import { type PortalFacts, placesFor } from '../../../checks/shared/places.ts';
import accepted from '../../../checks/token/accepted.ts';
import type { Evidence } from '../../../src/core/evidence.ts';
import type { Contact } from '../../../src/core/hubspot/records.ts';
import { answer, causesOf, failed, found, NO_DIAGNOSIS, NOT_GIVEN, verdictOf } from '../token/judging.ts';

const EMAIL = { 'conversation.contactEmail': found('jo@example.test', 'given') } as const;

function matching(...contacts: Contact[]) {
  return verdictOf(contactMatch, { ...EMAIL, 'conversation.contactMatches': found(contacts) });
}

function contact(id: string, archived = false): Contact {
  return { id, email: 'jo@example.test', archived };
}

describe('crm/contact-match', () => {
  test('passes for exactly one contact', () => {
    expect(matching(contact('1')).status).toBe('pass');
  });

  test('passes for a contact that has the address as a secondary one, and says so', () => {
    const verdict = matching({
      id: '1402',
      email: 'other@example.test',
      otherEmails: ['old@example.test', 'Jo@example.test'],
      archived: false,
    });
    expect(verdict.status).toBe('pass');
    expect(verdict.summary).toBe('The address j…@example.test is a secondary one of a HubSpot contact.');
  });

  test('does not count archived contacts', () => {
    expect(matching(contact('1'), contact('2', true)).status).toBe('pass');
  });

  test('fails for none', () => {
    const verdict = matching();
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'contact-not-in-portal']);
  });

  test('cannot tell where the contact of the conversation has the address, or came from somebody else', () => {
    const beside = (ofConversation: Evidence<Contact | null>) =>
      verdictOf(contactMatch, {
        ...EMAIL,
        'conversation.contactMatches': found<Contact[]>([]),
        'conversation.contact': ofConversation,
      });
    const strange = failed({ kind: 'parse', message: 'The answer lacks something.' });
    expect(beside(found(contact('1')))).toMatchObject({ status: 'unknown', findings: [] });
    expect(beside(strange)).toMatchObject({ status: 'unknown', findings: [] });
    for (const none of [
      found(null),
      found(contact('1', true)),
      found({ ...contact('1'), email: 'x@example.test' }),
    ])
      expect(beside(none).status).toBe('fail');
  });

  test('fails for several and names them', () => {
    const verdict = matching(contact('1'), contact('2'));
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'contact-ambiguous']);
    expect(verdict.findings[0]?.details).toMatchObject({ contactIds: ['1', '2'] });
    expect(verdict.measured).toBe('2 contacts with j…@example.test: 1 and 2');
  });

  test('leads to each of several, and says who does what', () => {
    const stepsIn = (portal: Partial<PortalFacts>) => {
      const places = placesFor({ mode: 'legacy-app', ...portal });
      const [fix] = CRM_CAUSES['contact-ambiguous'].fixes({
        places,
        mode: 'legacy-app',
        details: { contactIds: ['1', '2'] },
      });
      return fix?.steps ?? [];
    };
    const [first, ...others] = stepsIn({ uiDomain: 'app-eu1.hubspot.com', hubId: 1020304 });
    for (const id of ['1', '2'])
      expect(first).toContain(`https://app-eu1.hubspot.com/contacts/1020304/record/0-1/${id}`);
    expect(stepsIn({})[0]).toContain('contact 1 and contact 2');
    const actors = [first, ...others].map(
      (step) => /\b[Aa]n? (rep|HubSpot admin|OpenCX admin)\b/.exec(step ?? '')?.[1],
    );
    expect(actors.slice(0, 3)).toEqual(['rep', 'HubSpot admin', 'OpenCX admin']);
  });

  test('shows no address in full', () => {
    for (const verdict of [matching(), matching(contact('1')), matching(contact('1'), contact('2'))]) {
      expect(JSON.stringify(verdict)).not.toContain('jo@example.test');
      expect(verdict.summary).toContain('j…@example.test');
    }
  });

  test('has no meaning for a contact without an address', () => {
    const evidence = {
      'conversation.contactEmail': found(''),
      'conversation.contactMatches': NOT_GIVEN,
    };
    expect(verdictOf(contactMatch, evidence).status).toBe('na');
  });

  test('asks when the address is not known', () => {
    expect(verdictOf(contactMatch, { 'conversation.contactEmail': NOT_GIVEN }).status).toBe('manual');
  });

  test('is blocked by a refused token', () => {
    const refused = answer(401);
    const evidence = {
      ...EMAIL,
      'token.introspection': refused,
      'account.details': refused,
      'conversation.contactMatches': refused,
    };
    expect(verdictOf(contactMatch, evidence, { before: [accepted] })).toMatchObject({
      status: 'blocked',
      blockedBy: 'token/accepted',
    });
  });

  test.each(Object.entries(NO_DIAGNOSIS))('accuses no contact after %s', (_name, failure) => {
    const evidence = { ...EMAIL, 'conversation.contactMatches': failure };
    expect(verdictOf(contactMatch, evidence)).toMatchObject({ status: 'unknown', findings: [] });
  });
});
