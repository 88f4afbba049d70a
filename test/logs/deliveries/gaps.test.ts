/** What a log of deliveries does not show was not sent only where it is whole: its gaps are known, and never judged. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDeliveries } from '../../../src/logs/deliveries/read.ts';
import { textSource } from '../../../src/logs/forms/source.ts';
import { runs } from '../../support/proof.ts';

const AT = Date.UTC(2026, 10, 20, 9);
const MINUTE_MS = 60_000;

const row = (minute: number, more: object = {}) => ({
  id: `row-${minute}`,
  loggingSystemType: 'WEBHOOKS',
  requestExecutionTimestamp: AT + minute * MINUTE_MS,
  responseReceivedTimestamp: AT + minute * MINUTE_MS + 90,
  errorType: null,
  ...more,
});

const list = (...minutes: number[]) => ({ results: minutes.map((minute) => row(minute)) });
const lines = (...values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');
const HEADER = 'Trigger time,Subscription type,Response code';
const EVENT = 'conversation.newMessage';

function har(...answers: object[]): string {
  const entries = answers.map((answer) => ({
    request: { method: 'GET', url: 'https://app.hubspot.com/api/developers/logs/v1/list/WEBHOOKS' },
    response: { status: 200, content: { text: JSON.stringify(answer) } },
  }));
  return JSON.stringify({ log: { version: '1.2', creator: {}, entries } });
}

async function read(text: string) {
  const { deliveries, covered, unread, cut } = await readDeliveries([textSource('log', text)]);
  const minutes = covered && [covered.from, covered.to].map((at) => (at - AT) / MINUTE_MS);
  return { found: deliveries.length, minutes, unread, isCut: cut.length > 0 };
}

describe('a log is whole', () => {
  test.each<[string, string, number[]]>([
    ['from the first row of a list to its last', JSON.stringify(list(0, 5, 9)), [0, 9]],
    [
      'over rows that say that they are of something else',
      JSON.stringify({ results: [row(0), row(4), { loggingSystemType: 'API_CALL' }] }),
      [0, 4],
    ],
    ['within the longest of several pages', lines(list(90, 80), list(10, 0)), [80, 90]],
    ['within the longest of several answers to a page', har(list(90, 70), list(10, 0)), [70, 90]],
    [
      'in a table that names its separator, with a line of totals',
      lines(
        'sep=,',
        HEADER,
        `2026-11-20T09:00:00Z,${EVENT},200`,
        `2026-11-20T09:04:00Z,${EVENT},200`,
        'Total,,',
      ),
      [0, 4],
    ],
    [
      'in a table whose times name their zone',
      lines(HEADER, `2026-11-20T09:00:00Z,${EVENT},200`, `2026-11-20T10:04:00+01:00,${EVENT},200`),
      [0, 4],
    ],
  ])('%s', async (_what, text, minutes) => {
    expect(await read(text)).toMatchObject({ minutes, unread: 0, isCut: false });
  });
});

describe('of no time it is known to be whole', () => {
  test.each<[string, string, number]>([
    ['a line between others is damaged', lines(row(0), JSON.stringify(row(2)).slice(0, 60), row(4)), 1],
    ['several are', lines(row(0), '{"id":', JSON.stringify(row(2)).slice(0, 60), row(3), row(4)), 2],
    ['a row is in another form', JSON.stringify({ results: [row(0), { key: 'x' }, row(4)] }), 1],
    [
      'a row is of webhooks by a name that is not known',
      JSON.stringify([row(0), row(2, { loggingSystemType: 'WEBHOOKS_NEXT' }), row(4)]),
      1,
    ],
    [
      'a row of a table lacks a value',
      lines(
        HEADER,
        `2026-11-20T09:00:00Z,${EVENT},200`,
        '2026-11-20T09:02:00Z',
        `2026-11-20T09:04:00Z,${EVENT},200`,
      ),
      1,
    ],
    ['a row does not say when', lines(row(0), row(2, { requestExecutionTimestamp: undefined }), row(4)), 0],
    [
      'its times name no zone',
      lines(HEADER, `2026-11-20 09:00:00,${EVENT},200`, `2026-11-20 09:04:00,${EVENT},200`),
      0,
    ],
  ])('where %s', async (_what, text, unread) => {
    expect(await read(text)).toMatchObject({ minutes: undefined, unread, isCut: false });
  });
});

test('wherever lines are cut, every other one is read, and none that was cut goes unnoticed', async () => {
  const line = JSON.stringify(row(0));
  const cutAt = fc.array(fc.integer({ min: 1, max: line.length - 1 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(cutAt, fc.integer({ min: 0, max: 9 }), async (lengths, place) => {
      const whole = Array.from({ length: 10 }, (_, minute) => JSON.stringify(row(minute)));
      const cut = lengths.map((length) => line.slice(0, length));
      const text = [...whole.slice(0, place), ...cut, ...whole.slice(place)].join('\n');
      expect(await read(text)).toEqual({
        found: 10,
        minutes: undefined,
        unread: lengths.length,
        isCut: false,
      });
    }),
    { numRuns: runs(200) },
  );
});
