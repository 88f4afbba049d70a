import { environmentSecrets } from '../../config/sources.ts';
import type { Options } from '../../core/flags/options.ts';
import { redactStory, storyOf } from '../../doctor/cases/story.ts';
import { createDisguise } from '../../redact/disguise.ts';
import { renderCasePage } from '../../reporters/html/case.ts';
import { keptCase, latestReport } from '../../run/cases/tell.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { writeOutput } from '../output.ts';

/** `opencx-hubspot case export NAME FILE`. */
export async function exportCase(
  word: string,
  file: string,
  { config }: Options<'case export'>,
  io: Io,
): Promise<number> {
  io.redactor.learn(environmentSecrets(io.env));
  const kept = await keptCase(word, { cwd: io.cwd, config });
  // First of all: what cannot be read of a run is named in the story.
  const report = await latestReport(kept);
  const story = io.redactor.redactIn(redactStory(storyOf(kept), createDisguise()));
  const page = renderCasePage(story, report && io.redactor.redactIn(report));
  await writeOutput(page, 'page of the case', file, io);
  io.err(`The case ${kept.name} is in ${file}.\n`);
  return EXIT.clean;
}
