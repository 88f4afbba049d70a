import type { Deliveries } from '../../core/delivery-log.ts';
import type { LoggedReport } from '../../core/report.ts';
import { jsonText } from '../../redact/printable.ts';
import { listedChecks } from '../checks.ts';
import { reportInOrder } from '../json.ts';
import { closingLines, verdictLineJson } from '../ndjson.ts';

/**
 * What the logs show as JSON lines, one for each finding, its kind in `type`: the log as a whole, its files, what
 * was refused, then the verdicts, the causes and the run as the doctor prints them.
 */
export function renderLogNdjson(report: LoggedReport): string {
  const { log, deliveries, ...rest } = reportInOrder(report) as LoggedReport;
  const {
    files,
    refusals,
    missingScopes,
    ownersLookup,
    unauthorized,
    rateLimits,
    serverErrors,
    routes,
    ...whole
  } = log;
  const lines = [
    line('log', whole),
    ...files.map((file) => line('file', file)),
    ...refusals.map((refusal) => line('refusal', refusal)),
    ...missingScopes.map((missing) => line('missing-scope', missing)),
    ...(ownersLookup === null ? [] : [line('owners-lookup', ownersLookup)]),
    ...unauthorized.runs.map((run) => line('unauthorized', run)),
    ...(unauthorized.routesAlone ?? []).map((refused) => line('unauthorized-route', refused)),
    ...rateLimits.map((limit) => line('rate-limit', limit)),
    ...serverErrors.map((failed) => line('server-error', failed)),
    ...routes.map((route) => line('route', route)),
    ...(deliveries ? deliveryLines(deliveries) : []),
    ...listedChecks(rest).map(({ id, check }) => verdictLineJson(id, check)),
    ...closingLines(rest),
  ];
  return `${lines.join('\n')}\n`;
}

function deliveryLines({ files, events, addresses, troubles, ...whole }: Deliveries): string[] {
  return [
    line('deliveries', whole),
    ...files.map((file) => line('delivery-file', file)),
    ...events.map((event) => line('delivered-event', event)),
    ...addresses.map((address) => line('delivery-address', address)),
    ...troubles.map((trouble) => line('delivery-trouble', trouble)),
  ];
}

function line(type: string, finding: object): string {
  return jsonText({ type, ...finding });
}
