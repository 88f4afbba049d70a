/** What a count over a period says for one claim; the same for every claim that is counted. */

import { type Impact, isUntold, type MeasuredShare } from '../../src/core/impact.ts';
import type { EvidenceKey } from '../facts.ts';
import type { Used } from '../shared/define-check.ts';
import { type Finding, type Judgement, notApplicable, pass, unknown, warn } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { placesFor } from '../shared/places.ts';
import { CHRONICLES, sayBeside } from './beside.ts';
import { sayCount, sayPeriod, sayPlaces, saySample, sayWhen } from './words.ts';

export interface Claim {
  cause: Finding['cause'];
  /** Of whom it is told, in the plural: `conversations that OpenCX handed off`. */
  whom: string;
  /** What is wrong with those that are hit: `without an OpenCX session`. */
  hit: string;
  expected: string;
}

/** What is told beside a count, where it is known. */
export const BESIDE = ['account.details', ...CHRONICLES] as const satisfies readonly EvidenceKey[];
export type Beside = Used<(typeof BESIDE)[number]>;

/** A share from which on it is no exception any more. */
const OFTEN = 0.5;

export function judgeShare(impact: Impact, share: MeasuredShare, claim: Claim, beside: Beside): Judgement {
  const { cause, whom, hit, expected } = claim;
  const period = sayPeriod(impact);
  if (isUntold(share)) {
    const summary = `Whether there are ${whom} ${hit} could not be counted: ${share.untold}.`;
    return share.status === 'na' ? notApplicable(summary) : unknown(summary);
  }
  if (share.of === 0) return notApplicable(`No ${whom} were found ${period}.${saySample(share)}`);
  if (share.hit === 0) {
    const all = share.of === 1 ? 'One was' : share.of === 2 ? 'Both were' : `All ${share.of} were`;
    return pass(`Of ${whom} ${period}, none is ${hit}. ${all} counted.${saySample(share)}`);
  }

  const { turn } = share;
  const when = sayWhen(share);
  const measured = [
    `${sayCount(share)} ${hit} ${period}`,
    when,
    turn && sayBeside(turn, beside),
    sayPlaces(share),
    examples(share.examples, beside),
  ]
    .filter((part) => part !== undefined)
    .join('; ');
  const summary = `Of ${whom} ${period}, ${sayCount(share)} are ${hit}${when === undefined ? '' : `: ${when}`}.${saySample(share)}`;
  // What has ended by itself is told, and is nothing to mend.
  if (turn?.to === 'well') return pass(summary, { measured, expected });
  const isOften = turn !== undefined || share.hit / share.of >= OFTEN;
  const details = { hit: share.hit, of: share.of };
  return warn(
    { cause, confidence: isOften ? 'likely' : 'possible', details },
    { summary, measured, expected },
  );
}

/** Links where the portal is known, else ids; a bundle keeps neither. */
function examples(threadIds: readonly string[], used: Beside): string | undefined {
  if (threadIds.length === 0) return undefined;
  const details = obtained(used['account.details']);
  const places = placesFor({
    mode: 'legacy-app',
    ...(details?.uiDomain !== undefined && { uiDomain: details.uiDomain }),
    ...(details && { hubId: details.portalId }),
  });
  return `for example ${threadIds.map((id) => places.conversation(id).url ?? `thread ${id}`).join(', ')}`;
}
