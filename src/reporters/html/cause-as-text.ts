import type { Fix, ReportCause } from '../../core/report.ts';
import { PARTY_ACTS } from '../words.ts';

/** A cause with its fixes as lines of plain text, for a message to whoever can act on it. */
export function causeAsText(cause: ReportCause): string[] {
  return [
    cause.title,
    `(${cause.id}, ${cause.confidence}; ${PARTY_ACTS[cause.owner]})`,
    ...(cause.measured === '' ? [] : [`Measured: ${cause.measured}`]),
    ...(cause.expected === '' ? [] : [`Expected: ${cause.expected}`]),
    ...cause.fixes.flatMap((fix, index) => ['', ...fixAsText(fix, index)]),
  ];
}

function fixAsText({ steps, where, url }: Fix, index: number): string[] {
  return [
    index === 0 ? 'What to do:' : 'Or:',
    ...steps.map((step, place) => `${place + 1}. ${step}`),
    ...(where === undefined ? [] : [`Where: ${where}`]),
    ...(url === undefined ? [] : [url]),
  ];
}
