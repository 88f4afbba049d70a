/** Tells of cases: which there are, what stands in one, and what its latest run showed. */
import type { Report } from '../../core/report.ts';
import type { RunEntry } from '../../doctor/cases/entry.ts';
import { type CasePlace, caseThere, listCases } from '../../doctor/cases/places.ts';
import { type KeptCase, readCase } from '../../doctor/cases/read.ts';
import { type CaseStory, storyOf } from '../../doctor/cases/story.ts';
import { UsageError } from '../../files/usage-error.ts';
import { looksOf } from './case-run.ts';

/** Every case, the one that was touched last first; of one that cannot be read at all, that it is there. */
export async function caseStories(place: CasePlace): Promise<CaseStory[]> {
  const stories = await Promise.all(
    (await listCases(place)).map(async (folder) => {
      const kept = await readCase(folder).catch((error: unknown) => {
        if (!(error instanceof UsageError)) throw error;
        return unreadable(folder.name, folder.folder, error.message);
      });
      return storyOf(kept);
    }),
  );
  return stories.toSorted((one, other) => touched(other) - touched(one));
}

function unreadable(name: string, folder: string, sentence: string): KeptCase {
  return { name, folder, entries: [], runs: [], notes: [], damaged: [sentence], remembered: {}, answers: {} };
}

function touched({ touchedAt }: CaseStory): number {
  return touchedAt === null ? 0 : Date.parse(touchedAt);
}

/** @throws UsageError where there is no such case, or it cannot be read */
export async function keptCase(word: string, place: CasePlace): Promise<KeptCase> {
  return readCase(await caseThere(word, place));
}

/** The report on the latest run of the doctor whose evidence can be read, by the rules of today; the others are named. */
export async function latestReport(kept: KeptCase): Promise<Report | undefined> {
  const looked = kept.runs.filter(({ command }) => command === 'doctor').toReversed();
  // One of some checks alone, such as what a fix is verified by, stands behind those of all.
  const most = Math.max(...looked.map(({ checks = [] }) => checks.length));
  const isWide = ({ checks = [] }: RunEntry) => 2 * checks.length >= most;
  for (const run of [...looked.filter(isWide), ...looked.filter((each) => !isWide(each))]) {
    const [look] = await looksOf(kept, run);
    if (look) return { ...look.report, ...(run.since && { since: run.since }) };
  }
  return undefined;
}
