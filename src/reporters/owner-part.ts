/** One owner's part of a report, to be pasted into a mail or a chat: what they can mend, and what they can tell. */
import { whoSees } from '../../checks/shared/places.ts';
import type { Owner, Party } from '../core/parties.ts';
import type { Fix, Report, ReportCause, ReportQuestion } from '../core/report.ts';
import type { Confidence } from '../core/verdict.ts';
import { type CauseFamily, causeFamilies } from './causes.ts';
import {
  behind,
  field,
  fieldList,
  hang,
  indented,
  inset,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
} from './layout.ts';
import { plainFix, plainWords } from './plain-words.ts';
import { stepLines } from './text/steps.ts';

/** Whom a part is for, in the middle of a sentence. */
export const TO: Readonly<Record<Exclude<Party, 'wait'>, string>> = {
  'hubspot-admin': 'the HubSpot admin',
  'opencx-admin': 'the OpenCX admin',
  'opencx-support': 'OpenCX support',
  rep: 'the rep',
  you: 'whoever ran the diagnosis',
};

/** Whether there is anything that they can mend or tell, now or later. */
export function concerns({ causes, questions }: Report, owner: Owner): boolean {
  return (
    causes.some((cause) => whoMends(cause) === owner) ||
    questions.some(({ where }) => whoSees(where) === owner)
  );
}

/** Without colour: it is not read where it is printed. Ends with a newline. */
export function renderOwnerPart(report: Report, owner: Owner, options: SheetOptions): string {
  const sheet = openSheet({ ...options, color: false });
  const families = causeFamilies(report.causes);
  const own = families.filter(({ root }) => whoMends(root) === owner);
  const questions = report.questions.filter(({ where }) => whoSees(where) === owner);
  const blocks = [
    prose(sheet, `For ${TO[owner]}, about OpenCX and HubSpot${portalOf(report)}`),
    ...own.map(({ root }, index) => causeLines(sheet, root, own.length === 1 ? undefined : index + 1)),
    ...waitingLines(sheet, owner, families),
    ...questionLines(sheet, questions),
    prose(sheet, own.length + questions.length === 0 ? nothingFor(owner, report) : closing(own.length > 0)),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function closing(hasToAct: boolean): string {
  return `Please answer this message${hasToAct ? ' when you have done it' : ''}; then it is looked at again.`;
}

function portalOf({ portal: { hubId } }: Report): string {
  return hubId === undefined ? '' : ` (account ${hubId})`;
}

const HOW_SURE: Readonly<Record<Confidence, string>> = {
  confirmed: 'measured',
  likely: 'likely, not certain',
  possible: 'possible, still to be tested',
};

function causeLines(sheet: Sheet, cause: ReportCause, number: number | undefined): string[] {
  const lines = (room: Sheet) => [
    ...prose(room, cause.title),
    ...fieldList(room, [
      ...field('Found', cause.measured),
      ...field('Expected', cause.expected),
      ...field('How sure', HOW_SURE[cause.confidence]),
    ]),
    ...cause.fixes
      .map(plainFix)
      .filter((fix) => fix !== undefined)
      .flatMap((fix, index) => fixLines(room, fix, index)),
  ];
  return number === undefined ? lines(sheet) : hang(sheet, `${number}.`, lines);
}

function fixLines(sheet: Sheet, { kind, steps, where, url }: Fix, index: number): string[] {
  const first = kind === 'wait' ? 'What to wait for:' : 'What to do:';
  const room = inset(sheet, 2);
  return [
    '',
    index === 0 ? first : 'Or:',
    ...indented(
      [
        ...(where === undefined ? [] : prose(room, `Where: ${where}`)),
        ...(url === undefined ? [] : prose(room, url)),
        ...stepLines(room, steps),
      ],
      2,
    ),
  ];
}

/** What is mended at this tool alone is for whoever runs it. */
function whoMends({ owner, fixes }: ReportCause): Party {
  return fixes.length > 0 && fixes.every((fix) => plainFix(fix) === undefined) ? 'you' : owner;
}

/** What follows from what others mend may be gone by then, so nobody is sent after it before. */
function waitingLines(sheet: Sheet, owner: Owner, families: readonly CauseFamily[]): string[][] {
  return families
    .filter(({ root }) => whoMends(root) !== owner)
    .flatMap(({ root, consequences }) =>
      consequences
        .filter((cause) => whoMends(cause) === owner)
        .map(({ title }) =>
          prose(sheet, `Nothing to do yet: ${title}. It seems to follow from something else: ${root.title}.`),
        ),
    );
}

function questionLines(sheet: Sheet, questions: readonly ReportQuestion[]): string[][] {
  if (questions.length === 0) return [];
  const heading = questions.length === 1 ? 'A question to you:' : 'Questions to you:';
  return questions.map((question, index) => [
    ...(index === 0 ? [heading, ''] : []),
    ...behind('-', 2, asked(inset(sheet, 2), question)),
  ]);
}

function asked(room: Sheet, { kind, text, where, url }: ReportQuestion): string[] {
  return [
    ...prose(room, kind === 'secret-url' ? withoutAnswer(text) : plainWords(text)),
    ...prose(room, `Look at: ${where}`),
    ...(url === undefined ? [] : prose(room, url)),
  ];
}

/** A mail and a chat are no place for a secret. */
function withoutAnswer(text: string): string {
  const question = text.slice(0, text.indexOf('?') + 1);
  return `${question} The address is a secret: please do not send it in a message, but ask how to hand it over.`;
}

/** Never that all is well where somebody else has something to do, or not everything could be told. */
function nothingFor(owner: Owner, { status, obstacle, causes, questions }: Report): string {
  const known = `Nothing is known that ${TO[owner]} has to do`;
  if (obstacle || status === 'incomplete') return `${known}, but not everything could be looked at.`;
  const others = new Set(causes.map(whoMends).filter((party) => party !== 'wait'));
  others.delete(owner);
  if (others.size > 0)
    return `${known}. What was found is for ${[...others].map((party) => TO[party]).join(' and ')}.`;
  const [passing] = causes;
  if (passing) return `${known}. What was found is mended by no setting: ${passing.title}.`;
  if (questions.length > 0) return `${known} so far; questions to others are still open.`;
  if (status !== 'healthy') return `${known}; what was found has no known way to mend it.`;
  return `There is nothing to do for ${TO[owner]}: everything that was looked at is as it should be.`;
}
