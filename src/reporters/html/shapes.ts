import type { Status } from '../../core/verdict.ts';
import type { HopId } from './hops.ts';
import { html, type Markup } from './markup.ts';

/** Line drawings on a field of 24 by 24. */
export const STATION_SHAPES: Readonly<Record<HopId | 'customer', string>> = {
  customer: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5a7.5 6.5 0 0 1 15 0',
  hubspot: 'M3 13.5h5l1.8 3h4.4l1.8-3h5M6 5h12l3 8.5V19H3v-5.5z',
  webhook: 'M13.5 3 5.5 13.5H11L10 21l8.5-11H13z',
  opencx: 'M12 3l2.3 6.7L21 12l-6.7 2.3L12 21l-2.3-6.7L3 12l6.7-2.3z',
  handoff: 'M3.5 7h17v3a2 2 0 0 0 0 4v3h-17v-3a2 2 0 0 0 0-4zM14.5 7.5v1.6M14.5 11.2v1.6M14.5 14.9v1.6',
  reply: 'M4 5h16v11h-9l-5 4v-4H4zM8 9h8M8 12.2h5',
};

/** Line drawings on a field of 16 by 16; each stands beside a word that says the same. */
const MARK_SHAPES: Readonly<Record<Status, string>> = {
  pass: 'M3.5 8.5l3 3 6-7',
  warn: 'M8 3.2v5.6M8 12.6v.01',
  fail: 'M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6',
  unknown: 'M5.6 6a2.4 2.4 0 1 1 3.7 2C8.3 8.7 8 9.1 8 10M8 12.9v.01',
  blocked: 'M5.6 4v8M10.4 4v8',
  manual: 'M3.8 8v.01M8 8v.01M12.2 8v.01',
  na: 'M4 8h8',
  crash: 'M9.4 2.6 5.2 8.6h5.2L6.8 13.4',
};

/** The marks once for the whole page; every use refers to them. */
export function markSprite(): Markup {
  const symbols = Object.entries(MARK_SHAPES).map(
    ([status, shape]) => html`<symbol id="mark-${status}" viewBox="0 0 16 16"><path d="${shape}" /></symbol>`,
  );
  return html`<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false">
${symbols}
</svg>`;
}

/** A round badge with its mark, beside text that says the same. */
export function badge(status: Status): Markup {
  return html`<svg class="badge ${status}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="11" /><use href="#mark-${status}" x="4" y="4" width="16" height="16" /></svg>`;
}
