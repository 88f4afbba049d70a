import { describe, expect, test } from 'vitest';
import { sumOf } from './figures.ts';
import { page } from './page.ts';

const PROOF = {
  at: '2026-11-29T21:00:00.000Z',
  commit: 'commit 0123456789ab',
  machine: ['2 processors (of an unknown kind)', '8 GiB of memory', 'Linux on x64', 'Node 24.0.0'],
  figures: new Map([
    ['engine: killed', { kills: 8, lost: 0 }],
    ['doctor: one answer changed', { tried: 12_345, 'falsely accused': 0 }],
  ]),
};

describe('the page', () => {
  test('says what was tried, on which machine, what was counted and what each part took', () => {
    const text = page({
      ...PROOF,
      outcomes: [
        {
          part: 'doctor',
          ended: 'passed',
          tests: { passed: 900, failed: 0, skipped: 2 },
          failed: [],
          cpu: 90,
          wall: 126,
        },
      ],
    });
    expect(text).toContain(
      'Of commit 0123456789ab, 2026-11-29T21:00:00.000Z, on 2 processors (of an unknown kind), 8 GiB of memory, Linux on x64, Node 24.0.0.',
    );
    expect(text).toContain(
      '| doctor: one answer changed | 12,345 tried, 0 falsely accused |\n| engine: killed | 8 kills, 0 lost |',
    );
    expect(text).toContain('| doctor | passed | 900 passed, 0 failed, 2 skipped | 1.5 min | 2.1 min |');
    expect(text).toMatch(/## Failed\n\nNothing\.\n$/);
  });

  test('names what failed, and what was not tried', () => {
    const text = page({
      ...PROOF,
      outcomes: [
        { part: 'types', ended: 'failed', failed: ['ended with 1'], wall: 30 },
        { part: 'engine', ended: 'stopped', failed: [] },
        { part: 'mutation', ended: 'not run', failed: [] },
      ],
    });
    expect(text).toContain('| types | failed |  |  | 0.5 min |');
    expect(text).toContain('| mutation | not run |  |  |  |');
    expect(text).toMatch(/## Failed\n\n- types: ended with 1\n$/);
  });
});

test('counts of a row are added up, whichever process wrote them', () => {
  const lines = [
    { row: 'killed', counts: { kills: 1, lost: 0 } },
    { row: 'tried', counts: { tried: 2 } },
    { row: 'killed', counts: { kills: 3 } },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  expect([...sumOf(`${text}{"row":"cut o`)]).toEqual([
    ['killed', { kills: 4, lost: 0 }],
    ['tried', { tried: 2 }],
  ]);
});
