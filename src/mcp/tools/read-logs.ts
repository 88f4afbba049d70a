/** What API-call logs and delivery logs show. */
import { MOMENT } from '../../core/flags/time-values.ts';
import { DATE_ORDER } from '../../core/flags/values.ts';
import { renderLog } from '../../reporters/log/formats.ts';
import { logs } from '../../run/logs.ts';
import { inCalls, reading } from '../answer.ts';
import { required, word, words, yesNo } from '../arguments.ts';
import { withoutStep } from '../looking.ts';
import { cutToLines, PAGE } from '../page.ts';
import { defineTool } from '../tool.ts';

export const readLogs = defineTool({
  name: 'read_logs',
  title: 'Read API-call logs',
  description:
    'Reads API-call logs of the HubSpot app, or its log of webhook deliveries (CSV, JSON, NDJSON, HAR, gzipped or not), and says which refused call explains what: missing scopes, a token that died, rate limits, failed deliveries.',
  takes: {
    files: required(words('log files below a root')),
    since: word(MOMENT, 'only calls from then on: 2h, 7d, or 2026-11-20T08:00Z'),
    until: word(MOMENT, 'only calls up to then'),
    map: words('what a column or key means where its name does not say so: "Result=status", "Moment=at"'),
    dates: word(DATE_ORDER, 'which number of 03/04/2026 is the day, where no date of the log tells'),
    only_errors: yesNo('only calls that were refused or failed'),
    full: yesNo('true: every step, and the timeline, response times, routes and files, however long'),
  },
  reachesOut: false,
  async run(
    { files: named, since, until, map, dates, only_errors: onlyErrors, full = false },
    { room, around },
  ) {
    const files = await Promise.all(named.map((file) => room.roots.fileNamed(file)));
    const report = await reading(
      () =>
        logs(
          {
            files,
            ...(since !== undefined && { since }),
            ...(until !== undefined && { until }),
            ...(map && { map }),
            ...(dates && { dates }),
            ...(onlyErrors !== undefined && { onlyErrors }),
          },
          around,
        ),
      'say with map which column holds what',
    );
    const safe = around.redactor.redactIn(report);
    const [first] = report.causes;
    const found = first ? withoutStep(safe, full) : inCalls(await renderLog('text', safe, { ...PAGE, full }));
    return {
      says: report.status,
      found: full ? found : cutToLines(found, 'narrow it down with since, until or only_errors'),
      next: first
        ? `have done what it says; describe tells more about ${first.id}`
        : 'call diagnose, to look at the portal itself',
    };
  },
});
