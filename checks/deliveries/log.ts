/** What the checks of this area share: when a log says nothing, and how its counts are told. */
import type { DeliveryLog, DeliveryOutcome, DeliveryTrouble } from '../../src/core/delivery-log.ts';
import { type Judgement, notApplicable, unknown } from '../shared/judgement.ts';
import { inWords } from '../shared/wording.ts';

/** What is concluded of a log without deliveries of this portal: nothing. */
export function emptyLog({
  deliveries,
  covered,
  foreign = [],
  otherPortals = 0,
}: DeliveryLog): Judgement | undefined {
  if (deliveries > 0) return undefined;
  if (otherPortals > 0) {
    return unknown(`The delivery log holds ${counted(otherPortals)} of other portals, and none of this one.`);
  }
  if (covered) {
    return notApplicable(
      "HubSpot's log shows no delivery in the time that was looked at, and nothing is known to have happened in it.",
    );
  }
  if (foreign.length > 0) return unknown(foreign.join(' '));
  return unknown(
    'The delivery log holds no delivery. What time it is of is not known, so it proves nothing.',
  );
}

/** What is concluded of a log of which a part was not read: what is in none of its rows may be in that part. */
export function partlyRead({ cut = [], unread = 0, deliveries }: DeliveryLog): Judgement | undefined {
  const rest = `Of the ${counted(deliveries)} that ${deliveries === 1 ? 'was' : 'were'} read none speaks against it.`;
  if (cut.length > 0) {
    const end = cut.length === 1 ? 'ends' : 'end';
    return unknown(
      `The delivery log ${inWords(cut)} ${end} in the middle of a row, so what came after is not known. ${rest} Bring the whole file; if it is still being written, read it again.`,
    );
  }
  if (unread === 0) return undefined;
  const [rows, what] =
    unread === 1
      ? ['1 row of the delivery log is', 'it holds']
      : [`${unread} rows of the delivery log are`, 'they hold'];
  return unknown(
    `${rows} damaged, or in a form that is not understood, so what ${what} is not known. ${rest} Take the log once more, from where it was written.`,
  );
}

/** `1 delivery`, `40 deliveries`. */
export function counted(count: number): string {
  return count === 1 ? '1 delivery' : `${count} deliveries`;
}

/** `40 deliveries looked at, the last at ...`: what a clean result rests on. */
export function lookedAt(log: DeliveryLog): string {
  const { deliveries, lastAt, otherPortals = 0, otherApps = 0, foreign = [] } = log;
  return [
    `${counted(deliveries)} looked at${lastAt === undefined ? '' : `, the last at ${lastAt}`}`,
    ...(otherPortals > 0 ? [`${counted(otherPortals)} of other portals left out`] : []),
    ...(otherApps > 0 ? [`${counted(otherApps)} of other apps left out`] : []),
    ...foreign,
  ].join('; ');
}

/** How a kind of trouble is named, and by whom it was caused as far as the log says so. */
const KINDS: Readonly<Record<DeliveryOutcome, string>> = {
  answered: 'answered',
  timedOut: 'not answered in time',
  refused: 'refused',
  failed: 'failed at the target',
  unreached: 'without a connection',
  heldBack: 'held back',
  unclear: 'ended in a way that is not understood',
};

/** `refused with 404`, `not answered in time`. */
export function kindOf({ outcome, status, reason }: DeliveryTrouble): string {
  if (status !== undefined) return `${outcome === 'unclear' ? 'answered' : KINDS[outcome]} with ${status}`;
  return outcome === 'unclear' && reason !== undefined ? `logged as "${reason}"` : KINDS[outcome];
}

/** `12 refused with 404, the last at ...`, for each kind. */
export function told(troubles: readonly DeliveryTrouble[]): string {
  return inWords(
    troubles.map(
      (each) =>
        `${each.count} ${kindOf(each)}${each.lastAt === undefined ? '' : `, the last at ${each.lastAt}`}`,
    ),
  );
}
