/** The overview of many profiles for a terminal: what is wrong, grouped by cause; what changed; what could not be told. */
import type { Fleet, FleetGroup } from '../../core/fleet.ts';
import {
  field,
  fieldList,
  joined,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
  section,
} from '../layout.ts';
import { dayBefore } from '../since.ts';
import { page } from '../text/sections.ts';
import { counted, duration, PARTY_ACTS } from '../words.ts';
import { changesIn, changesInBrief, countsIn, grouped, namesOf } from './words.ts';

/** Names of one group that are told; the page has them all. */
const MOST_NAMES = 5;
const MOST_QUESTIONS = 3;
const MOST_REASONS = 6;

/** Without the verdict line, which whoever prints it adds. */
export function renderFleetText(fleet: Fleet, options: SheetOptions): string {
  const sheet = openSheet(options);
  return page([
    headerLines(sheet, fleet),
    changeLines(sheet, fleet),
    ...fleet.causes.map((group) => groupLines(sheet, group, fleet)),
    untoldLines(sheet, fleet),
    questionLines(sheet, fleet),
    prose(sheet, `${countsIn(fleet).join(', ')}.`),
  ]);
}

function headerLines(sheet: Sheet, { summary, durationMs, interrupted }: Fleet): string[] {
  const calls = summary.calls === 0 ? 'no calls' : `${grouped(summary.calls)} calls`;
  const of = `${grouped(summary.profiles)} profile${summary.profiles === 1 ? '' : 's'}`;
  return joined(sheet, [
    'OpenCX <-> HubSpot',
    of,
    `${calls}, ${duration(durationMs)}`,
    ...(interrupted ? ['interrupted'] : []),
  ]);
}

function changeLines(sheet: Sheet, fleet: Fleet): string[] {
  const { comparedWith, startedAt } = fleet;
  if (comparedWith === null) return [];
  const changes = changesIn(fleet);
  const heading = `Since ${dayBefore(comparedWith, startedAt)}: ${changesInBrief(changes)}`;
  return section(sheet, heading, (room) =>
    fieldList(
      room,
      changes.map(({ heading: label, entries }) => ({
        label,
        block: (beside) =>
          entries.flatMap(({ what, profiles }) => {
            const names = namesOf(profiles, MOST_NAMES);
            return prose(beside, what === '' ? names : `${what}: ${names}`);
          }),
      })),
    ),
  );
}

function groupLines(sheet: Sheet, group: FleetGroup, { startedAt, comparedWith }: Fleet): string[] {
  const { id, title, confidence, owner, profiles, since, fix } = group;
  const names = profiles.map(({ profile }) => profile);
  const isNew = comparedWith === null || since === startedAt;
  return [
    ...prose(sheet, title, sheet.chalk.bold),
    ...joined(sheet, [id, confidence, PARTY_ACTS[owner]]),
    ...fieldList(sheet, [
      ...field(counted(names.length, 'profile'), namesOf(names, MOST_NAMES)),
      ...field('Since', isNew ? null : sinceWords(group, startedAt)),
      ...field('Fix', fix),
    ]),
  ];
}

/** The earliest day, and whether some came later. */
function sinceWords({ since, profiles }: FleetGroup, startedAt: string): string {
  const day = dayBefore(since, startedAt);
  const later = profiles.filter((one) => one.since !== since).length;
  return later === 0 ? day : `${day}, ${grouped(later)} of them later`;
}

function untoldLines(sheet: Sheet, { untold }: Fleet): string[] {
  if (untold.length === 0) return [];
  const count = untold.reduce((sum, { profiles }) => sum + profiles.length, 0);
  const shown = untold.slice(0, MOST_REASONS);
  const left = untold.length - shown.length;
  return section(sheet, `Could not be told: ${profilesOf(count)}. That accuses nobody`, (room) => [
    ...shown.flatMap(({ reason, profiles }) =>
      prose(room, `${withoutStop(reason)}: ${namesOf(profiles, MOST_NAMES)}`),
    ),
    ...(left > 0 ? prose(room, `${counted(left, 'other reason')}: in the overview.`) : []),
  ]);
}

function questionLines(sheet: Sheet, { questions, summary }: Fleet): string[] {
  if (summary.open === 0) return [];
  const shown = questions.slice(0, MOST_QUESTIONS);
  const left = questions.length - shown.length;
  const heading = `Open questions: ${profilesOf(summary.open)}, where nothing measured is wrong`;
  return section(sheet, heading, (room) => [
    ...shown.flatMap(({ text, key, profiles }) => [
      ...prose(room, text),
      ...prose(room, `${key}: ${namesOf(profiles, MOST_NAMES)}`, room.chalk.dim),
    ]),
    ...(left > 0 ? prose(room, `${counted(left, 'other question')}: in the overview.`) : []),
  ]);
}

function profilesOf(count: number): string {
  return `${grouped(count)} profile${count === 1 ? '' : 's'}`;
}

function withoutStop(reason: string): string {
  return reason.replace(/\.$/, '');
}
