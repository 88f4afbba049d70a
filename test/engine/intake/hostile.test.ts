/** Bodies that nobody would write, and some that HubSpot may: whatever comes is answered, and what is answered 200 is kept. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainDelivery } from '../../../src/engine/explain/explain.ts';
import { explanationOf } from '../../../src/engine/explain/explanation.ts';
import { createReception } from '../../../src/engine/intake/reception.ts';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { renderExplanation } from '../../../src/reporters/explanation.ts';
import { eventLine } from '../../../src/reporters/journal.ts';
import { runs } from '../../support/proof.ts';
import { settings } from '../decide/builders.ts';
import { NOW, newMessage } from './intake.ts';

const RUNS = { numRuns: runs(300) };
const CANARY = 'canary';

const TYPES = [
  'conversation.newMessage',
  'conversation.creation',
  'conversation.propertyChange',
  'ticket.propertyChange',
  'ticket.associationChange',
  'contact.merge',
  'object.creation',
  'brand.new.kind',
];
const KEYS = [
  ...Object.keys(newMessage()),
  'propertyName',
  'propertyValue',
  'sourceId',
  'changeSource',
  'objectTypeId',
  'fromObjectId',
  'toObjectId',
  'associationRemoved',
  'mergedObjectIds',
  '__proto__',
  'constructor',
  'somethingNew',
].filter((key) => key !== 'subscriptionType');

/** JSON as text, so that it can hold what no value here can: numbers with too many digits, keys twice. */
const json = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }).map(String),
  fc.bigInt({ min: 0n, max: 2n ** 53n }).map((id) => `"${id}"`),
  fc.constantFrom('null', 'true', 'false', '{}', '[]', '""', '-0', '1e400', '1.5', '8.64e15', '"\\ud800"'),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  fc.integer({ min: 1, max: 300 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.constant(`"${CANARY} <jo@example.test>"`),
);
const member = fc.tuple(fc.constantFrom(...KEYS), json).map(([key, value]) => `"${key}": ${value}`);
const members = fc.array(member, { maxLength: 20 });
const typed = fc.constantFrom(...TYPES).map((type) => `"subscriptionType":"${type}"`);

interface Element {
  text: string;
  isEvent: boolean;
}

const event: fc.Arbitrary<Element> = fc
  .tuple(members, typed, members)
  .map(([before, type, after]) => ({ text: `{${[...before, type, ...after].join(',')}}`, isEvent: true }));
const noEvent: fc.Arbitrary<Element> = fc
  .oneof(
    json,
    members.map((all) => `{${all.join(' , ')}}`),
    fc.constant('{"subscriptionType":"nothing"}'),
  )
  .map((text) => ({ text, isEvent: false }));
const batch = fc.array(fc.oneof({ arbitrary: event, weight: 3 }, noEvent), {
  maxLength: 100,
  size: 'medium',
});
const textOf = (elements: readonly Element[]) => `[${elements.map(({ text }) => text).join(',\n')}]`;

async function received(body: Buffer) {
  const journal = createMemoryJournal({ keepTexts: true });
  const reception = createReception({ signature: { check: 'off' }, journal, clock: { now: () => NOW } });
  const receipt = await reception.receive({ method: 'POST', urls: [], headers: {}, body });
  return { receipt, journal, events: await journal.list({ status: 'accepted' }) };
}

/** Holds whatever was sent. */
async function expectAnswered(body: Buffer) {
  const { receipt, journal, events } = await received(body);
  const { status, note } = receipt;
  expect([200, 400]).toContain(status);
  expect(receipt.events).toBe(events.length);
  expect(await journal.counters()).toMatchObject({
    received: events.length,
    refused: status === 200 ? 0 : 1,
  });
  if (status === 400) expect(await journal.refusals(0)).toMatchObject([{ status, reason: note }]);
  expect(note ?? '').not.toContain(CANARY);
  return { status, note, events };
}

it('a batch keeps every event that it holds, in its order, and refuses none for what stands beside it', async () => {
  await fc.assert(
    fc.asyncProperty(batch, fc.constantFrom('', '\ufeff', ' \n'), async (elements, before) => {
      const { status, events, note } = await expectAnswered(Buffer.from(before + textOf(elements)));
      const sent = elements.filter(({ isEvent }) => isEvent);
      expect(status).toBe(sent.length > 0 || elements.length === 0 ? 200 : 400);
      expect(events.map(({ event: { type } }) => `"subscriptionType":"${type}"`)).toEqual(
        sent.map(({ text }) => /"subscriptionType":"[\w.]+"/.exec(text)?.[0]),
      );
      if (sent.length < elements.length) expect(note).toMatch(/element/);
    }),
    RUNS,
  );
});

it('what was taken can be told and explained', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (elements) => {
      const { events } = await received(Buffer.from(textOf(elements)));
      for (const each of events) expect(eventLine(each)).toContain(each.event.type);
      const explained = await explainDelivery(
        events.map((each) => each.event),
        settings({ portalId: 1 }),
        undefined,
      );
      expect(explained).toHaveLength(events.length);
      const sheet = { width: 100, color: false, ascii: false } as never;
      expect(renderExplanation(explained, sheet)).toContain(`${events.length} explained`);
      expect(JSON.stringify(explanationOf(explained))).not.toContain(CANARY);
    }),
    RUNS,
  );
});

it('bytes that were damaged, cut, packed or nested on the way are answered all the same', async () => {
  const damage: fc.Arbitrary<(body: Buffer) => Buffer> = fc.oneof(
    fc.nat().map((at) => (body: Buffer) => body.subarray(0, at % (body.length + 1))),
    fc
      .array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 })
      .map((changes) => (body: Buffer) => {
        for (const [at, byte] of changes) body[at % body.length] = byte;
        return body;
      }),
    fc.constant((body: Buffer) => gzipSync(body)),
    fc.constant((body: Buffer) => Buffer.concat([body, body])),
    fc.constant((body: Buffer) => Buffer.from(JSON.stringify(body.toString()))),
    fc
      .constantFrom(10, 100_000)
      .map(
        (depth) => (body: Buffer) =>
          Buffer.concat([Buffer.from('['.repeat(depth)), body, Buffer.from(']'.repeat(depth))]),
      ),
    fc.constant((body: Buffer) =>
      Buffer.from(`{"a":${'['.repeat(50_000)}12345678901234567890${']'.repeat(50_000)},"b":${body}}`),
    ),
  );
  await fc.assert(
    fc.asyncProperty(batch, damage, async (elements, damaged) => {
      await expectAnswered(damaged(Buffer.from(textOf(elements))));
    }),
    RUNS,
  );
});
