import { defineCheck } from '../../src/core/check.ts';
import type { LogRefusals } from '../../src/core/evidence.ts';
import { fail, type JudgementText, pass, warn } from '../../src/core/verdict.ts';
import { obtained } from '../obtained.ts';
import { emptyLog, lookedAt, times } from './calls.ts';

type Unauthorized = NonNullable<LogRefusals['unauthorized']>;

/**
 * A 401 alone does not prove a dead token (HubSpot docs), so a log makes it likely at most: where the refusals go on
 * to the end of the log. That HubSpot took the token again later, or takes the one of this run now, makes it history.
 */
export default defineCheck({
  id: 'logs/unauthorized',
  title: 'The log shows no refused token',
  causes: ['token-rejected'],
  needs: ['logs.refusals'],
  uses: ['token.introspection'],
  docs: 'https://docs.open.cx/integrations/hubspot/troubleshooting#connection-test-fails',
  about:
    'Looks through the API-call log of the HubSpot app for calls refused with 401, which is how HubSpot answers a token that it does not accept. A run of them that lasts to the end of the log says since when the token is likely dead; one that ended is told as a warning. A route that answers 401 while calls of others succeed says nothing about the token.',
  judge(needed, used) {
    const refusals = needed['logs.refusals'];
    const { unauthorized } = refusals;
    const nothing = emptyLog(refusals);
    if (nothing) return nothing;
    if (!unauthorized)
      return pass('Nothing in the log says that HubSpot refused the token.', {
        measured: lookedAt(refusals),
      });

    const worksNow = obtained(used['token.introspection']) !== undefined;
    const { ended } = unauthorized;
    if (!ended && !worksNow) {
      return fail(finding(unauthorized, 'likely'), {
        summary: `The log ends with calls refused with 401, and none succeeded after them: HubSpot likely does not accept the token ${since(unauthorized)}.`,
        ...textOf(unauthorized),
      });
    }
    return warn(finding(unauthorized, 'possible'), {
      summary: ended
        ? 'Calls were refused with 401 for a while; it ended, because a later call succeeded.'
        : 'The log ends with calls refused with 401, but HubSpot accepts the token of this run: it has been replaced since then, or OpenCX holds another one.',
      ...textOf(unauthorized),
    });
  },
});

function finding({ since: from, ended }: Unauthorized, confidence: 'likely' | 'possible') {
  return { cause: 'token-rejected', confidence, details: { ...(from && { since: from }), ended } } as const;
}

function since({ since: from }: Unauthorized): string {
  return from ? `since ${from}` : 'any more';
}

function textOf({ count, since: from, lastAt }: Unauthorized): Omit<JudgementText, 'summary'> {
  const lastRun = from && lastAt ? [`the last run of them from ${from} to ${lastAt}`] : [];
  return {
    measured: [`status 401 ${times(count)} in the API-call log`, ...lastRun].join(', '),
    expected: 'no status 401',
  };
}
