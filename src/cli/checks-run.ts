import { CAUSES } from '../../checks/causes.ts';
import { ANSWER_KEYS, QUESTIONS } from '../../checks/facts.ts';
import { AREA_IDS, CHECKS, SYMPTOMS } from '../../checks/index.ts';
import { TROUBLESHOOTING_PAGE } from '../core/docs.ts';
import type { Options } from '../core/flags/options.ts';
import type { CatalogueFormat } from '../core/formats.ts';
import { readPage } from '../doctor/page.ts';
import { nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';
import { renderAnswerKeys, renderAnswerKeysJson } from '../reporters/answer-keys.ts';
import { renderAnswerKeysBrief } from '../reporters/brief/questions.ts';
import { CATALOGUE_REPORTERS } from '../reporters/catalogue.ts';
import { renderCoverage, renderCoverageJson } from '../reporters/coverage.ts';
import type { SheetOptions } from '../reporters/layout.ts';
import { pageNames, pagesNamed } from '../run/describe.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';

/** `opencx-hubspot checks [ID]`: the catalogue and its pages, from the same data that the doctor judges by. */
export async function printChecks(
  word: string | undefined,
  flags: Options<'checks'>,
  io: Io,
): Promise<number> {
  refuseTwo(word, flags);
  const { width, color, ascii } = io;
  const options = { width, color, ascii };
  if (flags.coverage) io.out(await coverage(flags.format, options));
  else if (flags.answers) io.out(answerKeys(flags.format, options));
  else if (word === undefined) io.out(wholeCatalogue(flags.format, options));
  else io.out(await found(word, flags.format, options));
  if (flags.open) await (await import('./open.ts')).openOrTell({ url: docsOf(word) }, io);
  return EXIT.clean;
}

/** What OpenCX documents of the word, or of the area's first check; the whole page where it documents nothing of its own. */
function docsOf(word = ''): string {
  const pages = pagesNamed(word);
  const [first] = pages.flatMap((page) => ('docs' in page ? page.docs : []));
  return first ?? CHECKS.find(({ id }) => id.startsWith(`${word}/`))?.docs ?? TROUBLESHOOTING_PAGE;
}

function refuseTwo(word: string | undefined, { coverage, answers, format }: Options<'checks'>): void {
  if (coverage && answers)
    throw new UsageError('--coverage and --answers each show a list of their own.', {
      hint: 'Leave one of them out.',
    });
  if (!(coverage || answers)) return;
  const flag = coverage ? '--coverage' : '--answers';
  if (word !== undefined)
    throw new UsageError(
      `${flag} shows ${coverage ? 'the whole page' : 'every answer'}, not one check or cause.`,
      {
        hint: `Leave out what was named, or leave out ${flag}.`,
      },
    );
  if (format === 'markdown' || (coverage && format === 'brief'))
    throw new UsageError(`${flag} has no ${format} form.`, {
      hint: 'Leave --format out, or give --format json.',
    });
}

function answerKeys(format: CatalogueFormat, options: SheetOptions): string {
  const questions = ANSWER_KEYS.map((key) => QUESTIONS[key]);
  if (format === 'brief') return renderAnswerKeysBrief(questions);
  return format === 'json' ? renderAnswerKeysJson(questions) : renderAnswerKeys(questions, options);
}

async function coverage(format: CatalogueFormat, options: SheetOptions): Promise<string> {
  const page = await readPage();
  return format === 'json' ? renderCoverageJson(page) : renderCoverage(page, options);
}

function wholeCatalogue(format: CatalogueFormat, options: SheetOptions): string {
  return CATALOGUE_REPORTERS[format]({ checks: CHECKS, causes: CAUSES, symptoms: SYMPTOMS }, options);
}

/** All checks of an area such as `webhooks`, or the page of one word. */
async function found(word: string, format: CatalogueFormat, options: SheetOptions): Promise<string> {
  const area = word.replace(/\/\*?$/, '');
  const checks = CHECKS.filter(({ id }) => id.startsWith(`${area}/`));
  if (checks.length > 0)
    return CATALOGUE_REPORTERS[format]({ checks, causes: CAUSES, symptoms: [] }, options);
  const pages = pagesNamed(word);
  if (pages.length === 0) throw await unknownWord(word);
  return (await import('../reporters/pages/formats.ts')).renderPages(pages, format, options);
}

async function unknownWord(word: string): Promise<UsageError> {
  const near = nearestHint(word, [...AREA_IDS, ...pageNames()]);
  const { meaningOf } = await import('./meant.ts');
  const meaning = near ? '' : ((await meaningOf(word, 'checks')) ?? '');
  return new UsageError(`There is no check, cause, symptom or area "${word}".`, {
    hint: `${near}${meaning} List them with \`opencx-hubspot checks\`.`.replace(/ +/g, ' ').trim(),
  });
}
