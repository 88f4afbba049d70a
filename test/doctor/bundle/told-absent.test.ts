/** What was taken out of a bundle, or is not understood, is never passed over: no check that rested on it is left out. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseBundle } from '../../../src/doctor/bundle/read.ts';
import { replay } from '../../../src/doctor/replay.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/bundles');
const WHOLE = JSON.parse(await readFile(join(FOLDER, 'one-mended.json'), 'utf8')) as {
  evidence: Record<string, { outcome: string }>;
};
const HELD = Object.keys(WHOLE.evidence).filter((key) => WHOLE.evidence[key]?.outcome === 'ok');

const reportOf = (evidence: object) =>
  replay(parseBundle({ ...WHOLE, evidence }, 'run.json').bundle, { version: '0.0.0', now: () => 0 });

const before = reportOf(WHOLE.evidence);

describe.each<[string, (key: string) => object]>([
  ['taken out', (key) => Object.fromEntries(Object.entries(WHOLE.evidence).filter(([each]) => each !== key))],
  ['blacked out', (key) => ({ ...WHOLE.evidence, [key]: '[removed]' })],
  ['of another form', (key) => ({ ...WHOLE.evidence, [key]: { ...WHOLE.evidence[key], value: [[{}]] } })],
])('where one piece of evidence is %s', (_how, without) => {
  test.each(HELD)('%s', (key) => {
    const { checks } = reportOf(without(key));
    const left = Object.entries(checks).filter(
      ([id, { status }]) => status === 'na' && before.checks[id]?.status !== 'na',
    );
    expect(left.map(([id]) => id)).toEqual([]);
  });
});

test('a whole bundle is judged as it was', () => {
  expect(parseBundle(WHOLE, 'run.json').bundle.evidence).toEqual(WHOLE.evidence);
});
