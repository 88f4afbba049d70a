import { describe, expect, test } from 'vitest';
import { sumOf } from './figures.ts';
import { renewed } from './kept.ts';
import { type PartOfProof, page } from './page.ts';

const DOCTOR: PartOfProof = {
  name: 'doctor',
  at: '2026-11-29T21:00:00.000Z',
  commit: '0123456789ab',
  machine: '2 processors (of an unknown kind), 8 GiB of memory, Linux on x64, Node 24.0.0',
  ended: 'passed',
  tests: { passed: 900, failed: 0, skipped: 2 },
  failed: [],
  cpu: 90,
  wall: 126,
  figures: { 'one answer changed': { tried: 12_345, 'falsely accused': 0 } },
  tables: {
    Promises: { 'killed, SQLite': { times: 8, events: 1_314 }, 'disk full': { events: 90, broken: 0 } },
  },
};
const TYPES: PartOfProof = {
  name: 'types',
  at: '2026-11-30T07:00:00.000Z',
  commit: 'ba9876543210 with changes',
  machine: DOCTOR.machine,
  ended: 'failed',
  failed: ['ended with 1'],
  wall: 30,
  figures: {},
  tables: {},
};

describe('the page', () => {
  test('says of each part what was tried, counted and taken, when, of what and on which machine', () => {
    const text = page([DOCTOR], ['doctor']);
    expect(text).toContain('| one answer changed | 12,345 tried, 0 falsely accused | doctor |');
    expect(text).toContain(
      [
        '## Promises\n',
        '| | times | events | broken |',
        '|---|---|---|---|',
        '| disk full |  | 90 | 0 |',
        '| killed, SQLite | 8 | 1,314 |  |\n',
      ].join('\n'),
    );
    expect(text).toContain(
      '| doctor | passed | 900 passed, 0 failed, 2 skipped | 1.5 min | 2.1 min | 2026-11-29 21:00 UTC | 0123456789ab |',
    );
    expect(text).toContain(`## Machine\n\n- ${DOCTOR.machine}\n`);
    expect(text).toMatch(/## Failed\n\nNothing\.\n$/);
  });

  test('names what failed, and what was not tried', () => {
    const text = page([TYPES, DOCTOR], ['types', 'doctor', 'mutation']);
    expect(text).toContain(
      '| types | failed |  |  | 0.5 min | 2026-11-30 07:00 UTC | ba9876543210 with changes |',
    );
    expect(text).toContain('| mutation | not run |');
    expect(text.split(DOCTOR.machine)).toHaveLength(2);
    expect(text).toMatch(/## Failed\n\n- types: ended with 1\n$/);
  });
});

test('a part that is tried again takes the place of what was known of it, and of nothing else', () => {
  const again: PartOfProof = { ...DOCTOR, commit: 'fedcba987654', figures: {}, tables: {} };
  expect(renewed([TYPES, DOCTOR], again)).toEqual([TYPES, again]);
  expect(renewed([DOCTOR], TYPES)).toEqual([TYPES, DOCTOR]);
});

test('counts of a row are added up, whichever process wrote them', () => {
  const lines = [
    { row: 'killed', counts: { kills: 1, lost: 0 } },
    { row: 'tried', counts: { tried: 2 } },
    { row: 'killed', counts: { kills: 3 } },
    { table: 'Promises', row: 'killed', counts: { events: 1 } },
    { table: 'Promises', row: 'killed', counts: { events: 2 } },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  expect(sumOf(`${text}{"row":"cut o`)).toEqual({
    figures: { killed: { kills: 4, lost: 0 }, tried: { tried: 2 } },
    tables: { Promises: { killed: { events: 3 } } },
  });
});
