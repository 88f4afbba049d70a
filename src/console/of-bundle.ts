/** The console over a saved bundle: what was found, and what it rests on, with nobody to ask. */
import { basename } from 'node:path';
import type { EvidenceSet } from '../../checks/facts.ts';
import type { JournalSummary } from '../core/journal-summary.ts';
import { createMemoryJournal } from '../engine/journal/memory.ts';
import { judgeBundle, type OpenedBundle } from '../run/saved.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { type Console, openConsole } from './console.ts';
import { NOTHING_ASKED } from './doctor/asked.ts';
import { diagnosisOf, said } from './doctor/diagnosis.ts';
import type { Saved } from './doctor-words.ts';

export interface BundleConsoleRequest {
  /** File of the bundle. */
  from: string;
  profile?: string;
  /** 0: any that is free. */
  port: number;
}

/** @throws UsageError for a file that is no bundle, and for a port that cannot be had */
export async function consoleOfBundle(
  { from, profile, port }: BundleConsoleRequest,
  around: Pick<Surroundings, 'cwd'>,
): Promise<Console> {
  const { report, opened } = await judgeBundle(
    { file: from, ...(profile !== undefined && { profile }) },
    around,
  );
  const saved = {
    notes: notesOf(opened).map(said),
    journal: journalPart(opened.bundle.evidence).map(({ name, value }) => ({
      name: said(name),
      value: said(value),
    })),
  };
  return openConsole({
    about: { title: basename(from), kind: 'bundle' },
    journal: createMemoryJournal(),
    place: {},
    found: { asked: NOTHING_ASKED, isBusy: false, runs: [], diagnosis: { ...diagnosisOf(report), saved } },
    port,
  });
}

function notesOf({ bundle: { savedAt, startedAt, tool }, note, leftOut }: OpenedBundle): string[] {
  return [
    `Looked at ${startedAt}, saved at ${savedAt} by ${tool.name} ${tool.version}, and judged by the rules of this version; nothing is called.`,
    ...(note === null ? [] : [note]),
    ...(leftOut.length === 0 ? [] : [`Not understood here and left out: ${leftOut.join(', ')}.`]),
  ];
}

function journalPart(evidence: EvidenceSet): Saved['journal'] {
  const kept = evidence['journal.events'];
  return kept?.outcome === 'ok' ? inWords(kept.value) : [];
}

function inWords(summary: JournalSummary): Saved['journal'] {
  const { received, done, skipped, failed, events, threadIds, firstAt, lastAt } = summary;
  const listed = (all: JournalSummary['skipped']) =>
    all.map(({ reason, count }) => `${count} ${reason}`).join(', ') || 'none';
  return [
    { name: 'received', value: `${received}${firstAt ? `, from ${firstAt} to ${lastAt}` : ''}` },
    { name: 'done', value: `${done}` },
    { name: 'skipped', value: listed(skipped) },
    { name: 'failed', value: listed(failed) },
    ...events.map(({ event, count, lastAt: at }) => ({ name: event, value: `${count}, the last at ${at}` })),
    { name: 'conversations', value: threadIds.slice(-MOST_THREADS).join(', ') || 'none' },
  ];
}

/** Of the conversations that events came for, the last. */
const MOST_THREADS = 50;
