import type { Decision, RuleStep } from '../core/decision.ts';
import { subjectOf, type WebhookEvent } from '../core/event.ts';
import type { ExplainedEvent } from '../engine/explain/explanation.ts';
import { printable } from '../redact/printable.ts';
import { eventsInBrief } from './explanation-in-brief.ts';
import {
  behind,
  field,
  fieldList,
  inset,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
  section,
} from './layout.ts';

export interface ExplanationOptions extends SheetOptions {
  /** A line for each event, in place of all the rules. */
  brief?: boolean;
  /** What shows the rules, as it is typed; `--full` when left out. */
  more?: string;
  /** In brief, the id of each message too, for whoever has to name one to see its rules. */
  ids?: boolean;
}

/** Rule by rule, for a person: which one decided, what each looked at, and what would turn the outcome. */
export function renderExplanation(events: readonly ExplainedEvent[], options: ExplanationOptions): string {
  const { more = '--full', ids = false } = options;
  const sheet = openSheet(options);
  const isBrief = options.brief === true && events.length > 0;
  const blocks = isBrief ? eventsInBrief(sheet, events, ids) : events.map((each) => eventLines(sheet, each));
  const closing = isBrief ? `${summaryLine(events)}; rule by rule: ${more}` : summaryLine(events);
  const paragraphs = [...blocks, prose(sheet, closing)];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function eventLines(sheet: Sheet, { event, decision, why, effects }: ExplainedEvent): string[] {
  const head = [timeOf(event), event.type, subjectOf(event)].map(printable).join('  ');
  return section(sheet, head, (room) =>
    decision === null
      ? prose(room, `Could not be explained: ${why ?? 'something was missing.'}`)
      : [
          ...decisionLines(room, decision),
          ...fieldList(room, [
            ...field('Then', effects.length > 0 ? effects.join(', ') : 'nothing is sent'),
            ...field('To turn it', decision.flip),
          ]),
        ],
  );
}

/** What was decided and by which rules, without what follows from it. */
export function decisionLines(sheet: Sheet, decision: Decision): string[] {
  return [outcomeLine(sheet, decision), ...decision.rules.flatMap((step) => ruleLines(sheet, step))];
}

function outcomeLine(sheet: Sheet, { outcome, reason, action }: Decision): string {
  return outcome === 'act'
    ? sheet.chalk.green(`ACT   ${printable(`${action}`)}`)
    : sheet.chalk.yellow(`SKIP  ${printable(`${reason}`)}`);
}

/** Rules that let the event pass are told in brief; the one that decided says itself in full. */
function ruleLines(sheet: Sheet, { id, rule, input, outcome }: RuleStep): string[] {
  const inputs = Object.entries(input)
    .map(([name, value]) => `${name}: ${value ?? 'none'}`)
    .join(', ');
  const text = outcome === 'pass' ? inputs : `${rule}${inputs ? ` (${inputs})` : ''}`;
  const room = inset(sheet, OUTCOME_COLUMN + ID_COLUMN);
  return behind(printable(outcome), OUTCOME_COLUMN, behind(printable(id), ID_COLUMN, prose(room, text)));
}

const OUTCOME_COLUMN = 6;
const ID_COLUMN = 22;

function timeOf({ occurredAt }: WebhookEvent): string {
  if (occurredAt === undefined) return '(no time told)';
  return new Date(occurredAt).toISOString().replace(/\.\d+Z$/, 'Z');
}

function summaryLine(events: readonly ExplainedEvent[]): string {
  const acted = events.filter(({ decision }) => decision?.outcome === 'act').length;
  const skipped = events.filter(({ decision }) => decision?.outcome === 'skip').length;
  const open = events.length - acted - skipped;
  return `${events.length} explained: ${acted} acted on, ${skipped} skipped${open > 0 ? `, ${open} that could not be explained` : ''}`;
}
