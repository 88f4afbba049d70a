import { describe, expect, test } from 'vitest';
import type { CaseEntry, RunEntry } from '../../../src/doctor/cases/entry.ts';
import type { KeptCase } from '../../../src/doctor/cases/read.ts';
import { redactStory, storyOf } from '../../../src/doctor/cases/story.ts';
import { createDisguise } from '../../../src/redact/disguise.ts';
import { day, noteOn, runOn, since } from './entries.ts';

function kept(...entries: CaseEntry[]): KeptCase {
  const ofKind = <K extends CaseEntry['kind']>(kind: K) =>
    entries.filter((entry): entry is Extract<CaseEntry, { kind: K }> => entry.kind === kind);
  return {
    name: 'ACME-1',
    folder: '/cases/ACME-1',
    entries,
    runs: ofKind('run'),
    notes: ofKind('note'),
    damaged: [],
    remembered: {},
    answers: {},
  };
}

const SCOPE = { id: 'owners-scope-missing' };
const REPLY = { id: 'reply-internal', thread: '5001' };

function told(run: Partial<RunEntry>) {
  const [entry] = storyOf(kept(runOn(1, run))).entries;
  if (entry?.kind !== 'run') throw new Error('It is no run.');
  return entry;
}

describe('a run', () => {
  test('of the first day has opened all that it found', () => {
    expect(told({ causes: [SCOPE, REPLY] })).toMatchObject({
      opened: [SCOPE, REPLY],
      open: [],
      closed: [],
      untold: [],
    });
  });

  test('tells what it found for the first time from what was found before', () => {
    const run = told({
      causes: [SCOPE, REPLY],
      since: since({
        open: [SCOPE],
        mended: [{ id: 'throttle-too-low' }],
        untold: [{ id: 'crm-not-connected' }],
      }),
    });
    expect(run).toMatchObject({
      opened: [REPLY],
      open: [SCOPE],
      closed: [{ id: 'throttle-too-low' }],
      untold: [{ id: 'crm-not-connected' }],
    });
  });

  test('takes the same cause of another conversation for another one', () => {
    expect(told({ causes: [REPLY], since: since({ open: [{ ...REPLY, thread: '5002' }] }) }).opened).toEqual([
      REPLY,
    ]);
  });

  test('has its answers and the names of its bundles, and no checks', () => {
    const run = told({
      by: 'sam',
      causes: [{ ...SCOPE, checks: ['scopes/owners-read'] }],
      answers: { 'webhooks.throttle': { value: 10, by: 'ann' } },
    });
    expect(run.answers).toEqual([
      expect.objectContaining({ key: 'webhooks.throttle', value: 10, by: 'ann' }),
    ]);
    expect(run).toMatchObject({ by: 'sam', bundles: ['1.bundle.json'], opened: [SCOPE], command: 'doctor' });
    expect(told({})).not.toHaveProperty('by');
  });
});

describe('a case', () => {
  test('without an entry has not begun', () => {
    expect(storyOf(kept())).toMatchObject({
      begunAt: null,
      touchedAt: null,
      status: null,
      causes: [],
      emulated: false,
    });
  });

  test('is of the portal that a run has named first, and lasts from its first entry to its last', () => {
    const story = storyOf(
      kept(
        noteOn(1, 'They called.', 'sam'),
        runOn(2),
        runOn(3, { portal: 7, emulated: true }),
        runOn(4, { portal: 8 }),
        noteOn(5, 'Done.'),
      ),
    );
    expect(story).toMatchObject({ portal: 7, emulated: true, begunAt: day(1), touchedAt: day(5) });
    expect(story.entries.filter(({ kind }) => kind === 'note')).toEqual([
      { kind: 'note', at: day(1), by: 'sam', text: 'They called.' },
      { kind: 'note', at: day(5), text: 'Done.' },
    ]);
    expect(storyOf(kept(runOn(1)))).not.toHaveProperty('portal');
    expect(storyOf(kept(runOn(1, { portal: 7 }))).emulated).toBe(false);
  });
});

test('is handed on without names, addresses and places', () => {
  const story = storyOf(
    kept(
      noteOn(1, 'Jo wrote from jo.doe@example.test.', 'sam.sample'),
      runOn(2, {
        by: 'sam.sample',
        answers: {
          'conversation.contactEmail': { value: 'jo.doe@example.test', by: 'ann.admin' },
          'webhooks.throttle': { value: 10 },
        },
      }),
    ),
  );
  const redacted = redactStory(story, createDisguise());
  expect(JSON.stringify(redacted)).not.toMatch(/jo\.doe|sam\.sample|ann\.admin|\/cases/);
  const run = redacted.entries[1];
  if (run?.kind !== 'run') throw new Error('It is no run.');
  expect(run.answers.map(({ key, value }) => [key, typeof value])).toEqual([
    ['conversation.contactEmail', 'string'],
    ['webhooks.throttle', 'number'],
  ]);
  expect(run.answers[1]).toMatchObject({ value: 10 });
  expect(run.answers[1]).not.toHaveProperty('by');
  expect(run.by).toBe(redacted.entries[0]?.by);
  expect(storyOf(kept(runOn(1))).entries[0]).not.toHaveProperty('by');
});
