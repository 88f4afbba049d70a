/** Looks again at what can clear one cause, and compares with a saved run that showed it: `doctor recheck`. */

import { CAUSE_IDS } from '../../checks/causes.ts';
import { CHECKS } from '../../checks/index.ts';
import { peek } from '../../checks/shared/got.ts';
import type { Flags } from '../config/flags.ts';
import type { Environment } from '../config/sources.ts';
import { userNumber } from '../core/hubspot/user-id.ts';
import type { Report } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import type { Bundle } from '../doctor/bundle/bundle.ts';
import { type Comparison, compareReports } from '../doctor/compare.ts';
import { replay } from '../doctor/replay.ts';
import { recheckSelection } from '../doctor/selection.ts';
import { nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';
import { type DoctorPorts, type DoctorRequest, type DoctorResult, doctor } from './doctor.ts';
import { judging, type OpenedBundle, openBundle } from './saved.ts';
import type { Surroundings } from './surroundings.ts';

export interface RecheckRequest extends Omit<DoctorRequest, 'selection' | 'wait'> {
  /** Milliseconds to look again and again until the cause is mended; once when left out. */
  waitMs?: number;
  cause: string;
  /** The bundle of a run that showed the cause: a file, or what it is called where it is at hand. */
  from: string;
  atHand?: Bundle;
}

export interface RecheckPorts extends DoctorPorts {
  /** Told of the bundle before the portal is looked at. */
  onBundle?(opened: OpenedBundle): void;
}

/** Of one cause; `accepted`: its failure is still there, and somebody has decided to live with it for a while. */
export type Standing = 'mended' | 'still-there' | 'accepted' | 'untold';

/** Nothing is left to wait for. */
const DONE: ReadonlySet<Standing> = new Set(['mended', 'accepted']);

export interface RecheckResult extends DoctorResult {
  comparison: Comparison;
  /** What became of the cause, whatever else was found. */
  standing: Standing;
  /** Set where it cannot be told whether the cause is mended. */
  untold?: {
    /** What a person could tell. */
    questions: string[];
    /** Why what is looked at without a person does not tell it, in sentences. */
    reasons: string[];
    /** The bundle holds the customer in disguise, and nobody named the address again. */
    contactUnknown: boolean;
  };
}

/** @throws UsageError where the bundle does not show the cause, and as `doctor` */
export async function recheck(
  { cause, from, atHand, waitMs, ...request }: RecheckRequest,
  around: Surroundings,
  { onBundle, ...ports }: RecheckPorts = {},
): Promise<RecheckResult> {
  const opened = atHand ? { bundle: atHand, leftOut: [], note: null } : await openBundle(from, around);
  const { bundle } = opened;
  onBundle?.(opened);
  const selection = { symptom: null, checks: recheckSelection(cause), skipped: [] };
  const before = replay(bundle, { ...judging(), selection });
  if (!before.causes.some(({ id }) => id === cause)) throw notShown(cause, from, bundle);

  const flags = { ...rememberedBy(bundle, cause, request.flags, around.env), ...request.flags };
  const emulated = bundle.context.emulated === true;
  const isDone = (report: Report) => DONE.has(standingOf(cause, compareReports(before, report)));
  const wait = waitMs !== undefined && { wait: { ms: waitMs, until: isDone } };
  const looked = await doctor({ ...request, ...wait, selection, flags, emulated }, around, ports);
  const { report } = looked;
  const comparison = compareReports(before, report);
  const standing = standingOf(cause, comparison);
  if (standing !== 'untold') return { ...looked, comparison, standing };
  return {
    ...looked,
    comparison,
    standing,
    untold: {
      questions: questionsOf(report),
      reasons: reasonsOf(report),
      contactUnknown: isContactUnknown(report, bundle, flags),
    },
  };
}

/** @throws UsageError that names the nearest one */
export function causeNamed(word: string): string {
  const id = CAUSE_IDS.find((known) => known === word);
  if (id !== undefined) return id;
  const check = CHECKS.find((known) => known.id === word);
  if (check && check.causes.length > 0) {
    throw new UsageError(`${word} is a check, not a cause.`, {
      hint: `It can name: ${check.causes.join(', ')}.`,
    });
  }
  throw new UsageError(`There is no cause "${word}".`, {
    hint: `${nearestHint(word, CAUSE_IDS)}A report names its causes; \`opencx-hubspot checks\` lists them all.`,
  });
}

function notShown(cause: string, from: string, bundle: Bundle): UsageError {
  const shown = replay(bundle, judging()).causes.map(({ id }) => id);
  const others = shown.length === 0 ? 'It shows no cause.' : `It shows: ${shown.join(', ')}.`;
  const only = recheckSelection(cause).join(',');
  return new UsageError(`${from} does not show ${cause}, so there is no before to compare with.`, {
    hint: `${others} To look for ${cause} alone, run \`opencx-hubspot doctor --only ${only}\`.`,
  });
}

function standingOf(cause: string, { causes: { mended, open, untold } }: Comparison): Standing {
  if (mended.some(({ id }) => id === cause)) return 'mended';
  if (open.some(({ id }) => id === cause)) return 'still-there';
  const now = untold.find(({ id }) => id === cause)?.now ?? [];
  return now.some(({ accepted }) => accepted) ? 'accepted' : 'untold';
}

function questionsOf({ checks }: Report): string[] {
  const open = Object.values(checks).filter(({ status }) => status === 'manual');
  return [...new Set(open.map(({ question, summary }) => question ?? summary))];
}

const WITHOUT_A_WORD: readonly Status[] = ['unknown', 'blocked', 'crash', 'na'];

/** What is in the way of everything says more than what each check makes of it. */
function reasonsOf({ checks, obstacle }: Report): string[] {
  if (obstacle) return [`${obstacle.title}. ${obstacle.fixes[0] ?? ''}`.trim()];
  const untold = Object.entries(checks).filter(([, { status }]) => WITHOUT_A_WORD.includes(status));
  return untold.map(([id, { summary }]) => `${id}: ${summary}`);
}

function isContactUnknown({ evidence }: Report, { context }: Bundle, { contact }: Flags): boolean {
  const isOpen = evidence['conversation.contactEmail']?.outcome === 'missing';
  return isOpen && context.contact !== undefined && contact === undefined;
}

/** What a bundle says of itself that a later look needs as well. */
type Remembered = Pick<Flags, 'thread' | 'ticket' | 'session' | 'mode' | 'portal' | 'defaultUser'>;

/** Causes that are mended by telling the tool, or OpenCX, something else than before. */
const ABOUT: Readonly<Record<'mode' | 'portal' | 'defaultUser', readonly string[]>> = {
  mode: ['service-key-without-webhooks'],
  portal: ['token-other-portal'],
  defaultUser: [
    'default-user-missing',
    'default-user-unknown',
    'default-user-is-owner-id',
    'default-user-inactive',
  ],
};

/**
 * As flags, what the saved run looked at and was told, so that like is compared with like. A customer's address is in
 * disguise in a bundle and has to be named again; so has a setting that the cause itself is about, since the old one
 * is what was wrong.
 *
 * @param given what is said this time
 * @param env the Default User ID in it wins: it is newer than the bundle
 */
function rememberedBy(bundle: Bundle, cause: string, given: Flags, env: Environment): Remembered {
  const { mode } = bundle.context;
  const portal = peek(bundle.evidence, 'portal.expected');
  const defaultUser = peek(bundle.evidence, 'opencx.defaultUserId');
  return {
    ...conversationOf(bundle, given),
    ...(mode !== undefined && !ABOUT.mode.includes(cause) && { mode }),
    ...(portal !== undefined && !ABOUT.portal.includes(cause) && { portal }),
    ...(defaultUser !== undefined &&
      // What was no user id stands in a bundle as a word that says so.
      userNumber(defaultUser) !== undefined &&
      !ABOUT.defaultUser.includes(cause) &&
      !env['OPENCX_DEFAULT_USER_ID'] && { defaultUser }),
  };
}

/** Whoever names a conversation means that one, by whatever it is named; the bundle's would come first. */
function conversationOf({ context }: Bundle, { thread, ticket, session }: Flags): Remembered {
  if (thread !== undefined || ticket !== undefined || session !== undefined) return {};
  const { threadId, ticketId, sessionId } = context;
  return {
    ...(threadId !== undefined && { thread: { id: threadId } }),
    ...(ticketId !== undefined && { ticket: { id: ticketId } }),
    ...(sessionId !== undefined && { session: sessionId }),
  };
}
