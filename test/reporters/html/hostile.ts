import type { Report } from '../../../src/core/report.ts';

/** What a stranger may write into a name or a message to become more than text. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></svg></desc></details><script>alert(1)</script>',
  '<!-- ',
  '<![CDATA[ ]]>',
  '</pre></code>`<b>`',
  '&lt;script&gt; &#60;b&#62; &amp;',
  '<style>*{display:none}</style>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example.test/">',
  '<a href="javascript:alert(1)">here</a>',
  '\u2028<b>\u0000</b>\u202E',
];

/** Fields whose text comes, wholly or in part, from outside of the tool. */
const WRITTEN_BY_OTHERS = new Set([
  'uiDomain',
  'region',
  'title',
  'measured',
  'expected',
  'summary',
  'question',
  'steps',
  'where',
  'why',
  'origin',
  'message',
  'category',
  'policy',
  'route',
  'correlationId',
  'reason',
]);

/** The same report with each text that others may have written changed. */
export function rewritten(report: Report, change: (text: string) => string): Report {
  return changed(report, false, change) as Report;
}

function changed(value: unknown, isWritten: boolean, change: (text: string) => string): unknown {
  if (typeof value === 'string') return isWritten ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => changed(item, isWritten, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, changed(item, WRITTEN_BY_OTHERS.has(key), change)]),
  );
}
