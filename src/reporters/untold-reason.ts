import type { EvidenceError } from '../core/evidence.ts';
import type { Report } from '../core/report.ts';
import { listedChecks } from './checks.ts';

/**
 * What kept the checks from being told, in a few words: the reason that most of the failed evidence shares.
 * It names who did not answer and never a setting: an outage says nothing about how the customer's portal is set up.
 */
export function untoldReason(report: Report): string | undefined {
  return failureReason(report) ?? crashReason(report) ?? onlyName(untoldIn(report).map(({ id }) => id));
}

/** The same where it lies in what was asked, and not in a check: a sentence can go on with it. */
export function failureReason(report: Report): string | undefined {
  const failed = new Set(untoldIn(report).flatMap(({ check }) => check.evidence));
  const reasons = Object.entries(report.evidence)
    .filter(([key]) => failed.has(key))
    .flatMap(([key, { error, source }]) => {
      if (error === undefined) return [];
      return source === 'replay' ? 'the bundle lacks evidence' : reasonFor(key, error);
    });
  return mostFrequent(reasons);
}

function untoldIn(report: Report) {
  return listedChecks(report).filter(({ check }) => check.status === 'unknown');
}

function mostFrequent(reasons: readonly string[]): string | undefined {
  const groups = [...Map.groupBy(reasons, (reason) => reason)];
  return groups.sort(([, left], [, right]) => right.length - left.length)[0]?.[0];
}

function crashReason(report: Report): string | undefined {
  const crashed = listedChecks(report).find(({ check }) => check.status === 'crash');
  return crashed === undefined ? undefined : `${crashed.id} crashed`;
}

function onlyName(ids: readonly string[]): string | undefined {
  return ids.length === 1 ? ids[0] : undefined;
}

function reasonFor(key: string, error: EvidenceError): string {
  const who = askedParty(key, error);
  switch (error.kind) {
    case 'timeout':
      return `${who} did not answer in time`;
    case 'dns':
    case 'tls':
    case 'refused':
    case 'reset':
      return `${who} could not be reached (${error.kind})`;
    case 'http':
      if (error.status === undefined) return `what ${who} says does not fit together`;
      return error.status === 429 ? `${who} is limiting calls (429)` : `${who} answered ${error.status}`;
    case 'parse':
      // An answer that came and is not HubSpot's own is somebody else's, between here and there.
      return error.status === undefined
        ? `what ${who} gave could not be read`
        : `something between here and ${who} answered ${error.status}`;
    case 'not-configured':
      return 'something is not configured';
    case 'not-allowed':
      return 'calls were not allowed';
    default:
      return error.kind satisfies never;
  }
}

function askedParty(key: string, error: EvidenceError): string {
  if (key === 'webhooks.answer') return 'the webhook target';
  if (key === 'logs.refusals') return 'the API log';
  if (key === 'deliveries.log') return 'the delivery log';
  if (key === 'journal.events') return 'the journal';
  const isOpenCx =
    key.startsWith('opencx.') || key === 'conversation.session' || error.host?.endsWith('open.cx');
  return isOpenCx === true ? 'OpenCX' : 'HubSpot';
}
