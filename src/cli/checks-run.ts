import { CAUSES } from '../../checks/causes.ts';
import { ANSWER_KEYS, QUESTIONS } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import type { Check } from '../core/check.ts';
import type { Options } from '../core/flags/options.ts';
import { readPage } from '../doctor/page.ts';
import { nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';
import { renderAnswerKeys, renderAnswerKeysJson } from '../reporters/answer-keys.ts';
import { renderCheckBrief, renderChecksBrief } from '../reporters/brief/catalogue.ts';
import { renderAnswerKeysBrief } from '../reporters/brief/questions.ts';
import { renderCatalogueJson, renderCheckList, renderCheckPage } from '../reporters/catalogue.ts';
import { renderCoverage, renderCoverageJson } from '../reporters/coverage.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';

/** `opencx-hubspot checks [ID]`: the catalogue, from the same data that the doctor judges by. */
export async function printChecks(
  word: string | undefined,
  flags: Options<'checks'>,
  io: Io,
): Promise<number> {
  refuseTwo(word, flags);
  if (flags.coverage) io.out(await coverage(flags, io));
  else io.out(flags.answers ? answerKeys(flags, io) : catalogue(word, flags, io));
  return EXIT.clean;
}

function refuseTwo(word: string | undefined, { coverage, answers, format }: Options<'checks'>): void {
  if (coverage && answers)
    throw new UsageError('--coverage and --answers each show a list of their own.', {
      hint: 'Leave one of them out.',
    });
  if (coverage && format === 'brief')
    throw new UsageError('--coverage lists every statement of the page, and has no brief form.', {
      hint: 'Leave --format out, or say --format json.',
    });
  const flag = coverage ? '--coverage' : '--answers';
  if (word === undefined || !(coverage || answers)) return;
  throw new UsageError(`${flag} shows ${coverage ? 'the whole page' : 'every answer'}, not one check.`, {
    hint: `Leave out the check, or leave out ${flag}.`,
  });
}

function answerKeys({ format }: Options<'checks'>, { width, color, ascii }: Io): string {
  const questions = ANSWER_KEYS.map((key) => QUESTIONS[key]);
  if (format === 'brief') return renderAnswerKeysBrief(questions);
  return format === 'json'
    ? renderAnswerKeysJson(questions)
    : renderAnswerKeys(questions, { width, color, ascii });
}

async function coverage({ format }: Options<'checks'>, { width, color, ascii }: Io): Promise<string> {
  const page = await readPage();
  return format === 'json' ? renderCoverageJson(page) : renderCoverage(page, { width, color, ascii });
}

function catalogue(
  word: string | undefined,
  { format }: Options<'checks'>,
  { width, color, ascii }: Io,
): string {
  const options = { width, color, ascii };
  const checks = word === undefined ? CHECKS : checksNamed(word);
  if (format === 'json') return renderCatalogueJson(checks, CAUSES);
  const [only] = checks;
  if (format === 'brief')
    return only?.id === word && only ? renderCheckBrief(only, CAUSES) : renderChecksBrief(checks);
  return only?.id === word && only
    ? renderCheckPage(only, CAUSES, options)
    : renderCheckList(checks, options);
}

/** One check by its id, or all of an area such as `webhooks`. */
function checksNamed(word: string): readonly Check[] {
  const area = word.replace(/\/\*?$/, '');
  const found = CHECKS.filter(({ id }) => id === word || id.startsWith(`${area}/`));
  if (found.length > 0) return found;
  const naming = CHECKS.filter(({ causes }) => causes.some((cause) => cause === word));
  if (naming.length > 0) {
    throw new UsageError(`${word} is a cause, not a check.`, {
      hint: `What can name it: ${naming.map(({ id }) => id).join(', ')}.`,
    });
  }
  const ids = CHECKS.map(({ id }) => id);
  const areas = new Set(ids.map((id) => id.slice(0, id.indexOf('/'))));
  throw new UsageError(`There is no check or area "${word}".`, {
    hint: `${nearestHint(word, [...ids, ...areas])}List them with \`opencx-hubspot checks\`.`,
  });
}
