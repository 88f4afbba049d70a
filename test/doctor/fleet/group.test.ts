/** Many profiles, grouped by cause, and what became of them since the run before. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Fleet, FleetProfile } from '../../../src/core/fleet.ts';
import type { ReportQuestion } from '../../../src/core/report.ts';
import type { Confidence } from '../../../src/core/verdict.ts';
import schema from '../../../src/reporters/fleet.schema.json' with { type: 'json' };
import { type Found, finding, runOf } from './runs.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const REJECTED = finding({ 'token-rejected': {} });
const SCOPE = finding({ 'owners-scope-missing': {} });
const HEALTHY = finding();
const KNOWN = { reason: 'known', expires: '2026-12-31' };
const DAY = (day: number) => `2026-11-${day}T08:00:00.000Z`;

function entryOf({ profiles }: Fleet, name: string): FleetProfile {
  const entry = profiles.find(({ profile }) => profile === name);
  if (entry === undefined) throw new Error(`There is no ${name}.`);
  return entry;
}

test('is as its JSON Schema says', () => {
  const before = runOf({ a: REJECTED, b: HEALTHY, gone: HEALTHY }, 19);
  const fleet = runOf({ a: HEALTHY, b: SCOPE, c: 'The token file x does not exist.' }, 20, before);
  validate(JSON.parse(JSON.stringify(fleet)));
  expect(validate.errors).toBeNull();
});

describe('a group', () => {
  test('has all profiles of one cause, and the largest comes first', () => {
    const { causes } = runOf({ a: SCOPE, b: REJECTED, c: REJECTED });
    expect(causes.map(({ id, profiles }) => [id, profiles.map(({ profile }) => profile)])).toEqual([
      ['token-rejected', ['b', 'c']],
      ['owners-scope-missing', ['a']],
    ]);
  });

  test('says of no portal what is true of another alone', () => {
    const of = (speed: number) => finding({ 'throttle-too-low': { title: `It stands at ${speed}` } });
    expect(runOf({ a: of(10), b: of(10) }).causes[0]?.title).toBe('It stands at 10');
    const [group] = runOf({ a: of(10), b: of(20) }).causes;
    expect(group?.title).not.toContain('stands at');
    expect(group?.profiles).toHaveLength(2);
  });

  test('says what to do as all of its portals are told, and as the catalogue has it where they differ', () => {
    const fixed = (brief: string | undefined, step: string) =>
      finding({
        'token-rejected': {
          fixes: [{ kind: 'manual', ...(brief !== undefined && { brief }), steps: [step] }],
        },
      });
    const fixOf = (...found: Found[]) =>
      runOf(Object.fromEntries(found.map((one, index) => [`p${index}`, one]))).causes[0]?.fix;
    expect(fixOf(fixed('Turn it.', 'Open it.'), fixed('Turn it.', 'Shut it.'))).toBe('Turn it.');
    expect(fixOf(fixed(undefined, 'Open it.'))).toBe('Open it.');
    const [, catalogue] = [
      fixOf(fixed('Turn it.', 'x')),
      fixOf(fixed('Turn it.', 'x'), fixed('Leave it.', 'x')),
    ];
    expect(catalogue).toBeTruthy();
    expect(['Turn it.', 'Leave it.']).not.toContain(catalogue);
    expect(fixOf(REJECTED)).toBe(catalogue);
  });

  test('is as sure as the surest of its portals', () => {
    const of = (confidence: Confidence) => finding({ 'token-rejected': { confidence } });
    const sureness = (...found: Found[]) =>
      runOf(Object.fromEntries(found.map((one, index) => [`p${index}`, one]))).causes[0]?.confidence;
    expect(sureness(of('possible'), of('likely'))).toBe('likely');
    expect(sureness(of('likely'), of('possible'), of('confirmed'))).toBe('confirmed');
    expect(sureness(of('possible'))).toBe('possible');
  });

  test('of a consequence there is none', () => {
    const both = finding({ 'token-rejected': {}, 'owners-scope-missing': { followsFrom: 'token-rejected' } });
    expect(runOf({ a: both }).causes.map(({ id }) => id)).toEqual(['token-rejected']);
  });

  test('of one cause is two where others have to act', () => {
    const theirs = finding({ 'token-rejected': { owner: 'you' } });
    expect(runOf({ a: REJECTED, b: theirs }).causes.map(({ owner }) => owner)).toEqual([
      'hubspot-admin',
      'you',
    ]);
  });
});

test('what is open, or could not be told, is not among the healthy ones', () => {
  const question = {
    key: 'webhooks.throttle',
    kind: 'number',
    text: 'Which number?',
    where: 'HubSpot: the app',
    settles: ['webhooks/throttle'],
  } satisfies ReportQuestion;
  const open = finding({}, { status: 'open', questions: [question] });
  const dark = finding({}, { untold: ['token/accepted'] });
  // Where something is wrong, it is mended before anybody is asked.
  const wrong = { ...REJECTED, questions: [question] };
  const { summary, questions, untold } = runOf({ open, dark, none: 'No such file.', fine: HEALTHY, wrong });
  expect(summary).toMatchObject({ healthy: 1, open: 1, incomplete: 1, noReport: 1, problems: 1 });
  expect(questions).toMatchObject([{ key: 'webhooks.throttle', profiles: ['open'] }]);
  expect(untold.flatMap(({ profiles }) => profiles).toSorted()).toEqual(['dark', 'none']);
});

test('a profile without a report and without a run before tells of nothing', () => {
  expect(entryOf(runOf({ none: 'No such file.' }), 'none')).toMatchObject({
    found: [],
    untold: [],
    accepted: [],
    change: null,
  });
});

describe('since the run before', () => {
  test('a cause is newly broken, stays, and is mended', () => {
    const first = runOf({ a: HEALTHY }, 18);
    expect(entryOf(first, 'a').change).toBeNull();
    const broken = runOf({ a: REJECTED }, 19, first);
    expect(entryOf(broken, 'a').change).toMatchObject({ broke: ['token-rejected'], mended: [] });
    const still = runOf({ a: REJECTED }, 20, broken);
    expect(entryOf(still, 'a').change).toEqual({ mended: [], broke: [], revealed: [], untold: [] });
    expect(still.causes[0]).toMatchObject({ since: DAY(19) });
    expect(entryOf(runOf({ a: HEALTHY }, 21, still), 'a').change).toMatchObject({
      mended: ['token-rejected'],
    });
  });

  test('a group is as old as its oldest portal, whichever stands first', () => {
    const before = runOf({ old: REJECTED }, 18);
    for (const found of [
      { old: REJECTED, young: REJECTED },
      { young: REJECTED, old: REJECTED },
    ]) {
      const [group] = runOf(found, 19, before).causes;
      expect(group?.since).toBe(DAY(18));
      expect(new Map(group?.profiles.map(({ profile, since }) => [profile, since]))).toEqual(
        new Map([
          ['old', DAY(18)],
          ['young', DAY(19)],
        ]),
      );
    }
  });

  test.each([
    ['no report', 'It was ended after 55 s.'],
    ['a report that could not tell', finding({}, { untold: ['token/accepted'] })],
  ])('%s mends nothing, and since when it is so is not forgotten', (_, dark) => {
    const first = runOf({ a: REJECTED }, 18);
    const between = runOf({ a: dark }, 19, first);
    expect(entryOf(between, 'a').change).toMatchObject({ mended: [], untold: ['token-rejected'] });
    expect(between.causes).toEqual([]);
    const again = runOf({ a: REJECTED }, 20, between);
    expect(entryOf(again, 'a').change).toMatchObject({ broke: [], revealed: [] });
    expect(again.causes[0]).toMatchObject({ since: DAY(18) });
  });

  test('what could not be told before came to light, and did not break', () => {
    const dark = runOf({ a: finding({}, { untold: ['token/accepted'] }) }, 18);
    expect(entryOf(runOf({ a: REJECTED }, 19, dark), 'a').change).toMatchObject({
      broke: [],
      revealed: ['token-rejected'],
    });
  });

  test('a failure that was accepted then, and counts again now, did not break', () => {
    const accepted = finding();
    Object.assign(accepted.checks['token/accepted'] ?? {}, { status: 'fail', suppressed: KNOWN });
    const then = runOf({ a: accepted }, 18);
    expect(entryOf(then, 'a').accepted).toEqual(['token/accepted']);
    expect(entryOf(runOf({ a: REJECTED }, 19, then), 'a').change).toMatchObject({ broke: [], revealed: [] });
  });

  test('another portal under the same name is another beginning', () => {
    const of = (hubId: number, found = REJECTED) => ({ ...found, portal: { hubId } });
    const then = runOf({ a: of(1) }, 18);
    const now = runOf({ a: of(2) }, 19, then);
    expect(entryOf(now, 'a').change).toBeNull();
    expect(now.causes[0]).toMatchObject({ since: DAY(19) });
  });

  test('a consequence whose root was mended is nothing new', () => {
    const both = finding({ 'token-rejected': {}, 'owners-scope-missing': { followsFrom: 'token-rejected' } });
    const now = runOf({ a: SCOPE }, 19, runOf({ a: both }, 18));
    expect(entryOf(now, 'a').change).toMatchObject({ mended: ['token-rejected'], broke: [], revealed: [] });
    expect(now.causes[0]).toMatchObject({ since: DAY(18) });
  });

  test('a profile that was taken out is named', () => {
    expect(runOf({ a: HEALTHY }, 19, runOf({ a: HEALTHY, b: REJECTED }, 18)).gone).toEqual(['b']);
  });
});
