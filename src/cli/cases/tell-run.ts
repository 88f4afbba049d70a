import { environmentSecrets } from '../../config/sources.ts';
import type { Options } from '../../core/flags/options.ts';
import { casesIn } from '../../doctor/cases/places.ts';
import { storyOf } from '../../doctor/cases/story.ts';
import { jsonText } from '../../redact/printable.ts';
import { renderCase, renderCaseList } from '../../reporters/case/text.ts';
import { caseStories, keptCase } from '../../run/cases/tell.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pageFor } from '../output.ts';

/** `opencx-hubspot case list`. */
export async function listCases({ format, config }: Options<'case list'>, io: Io): Promise<number> {
  io.redactor.learn(environmentSecrets(io.env));
  const place = { cwd: io.cwd, config };
  const stories = await caseStories(place);
  if (format === 'json') {
    const cases = stories.map(({ schemaVersion: _each, entries, ...told }) => ({
      ...told,
      runs: entries.filter(({ kind }) => kind === 'run').length,
      notes: entries.filter(({ kind }) => kind === 'note').length,
    }));
    io.out(`${jsonText({ schemaVersion: 1, cases }, 2)}\n`);
  } else if (stories.length === 0) {
    io.out(`No case is kept in ${await casesIn(place)}. Begin one: opencx-hubspot doctor --case NAME\n`);
  } else io.out(renderCaseList(stories, pageFor(undefined, io)));
  return EXIT.clean;
}

/** `opencx-hubspot case show NAME`. */
export async function showCase(
  word: string,
  { format, full = false, config }: Options<'case show'>,
  io: Io,
): Promise<number> {
  io.redactor.learn(environmentSecrets(io.env));
  const story = storyOf(await keptCase(word, { cwd: io.cwd, config }));
  io.out(
    format === 'json' ? `${jsonText(story, 2)}\n` : renderCase(story, { ...pageFor(undefined, io), full }),
  );
  return EXIT.clean;
}
