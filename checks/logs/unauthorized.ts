import { troubleshooting } from '../../src/core/docs.ts';
import type { LoggedTokenCause, LogRefusals, UntoldRun } from '../../src/core/log-refusals.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Finding, fail, type JudgementText, pass, unknown, warn } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import {
  barrenLog,
  betweenLog,
  emptyLog,
  lookedAt,
  onDates,
  partlyRead,
  times,
  toldLog,
  unreadLog,
} from './calls.ts';

type Unauthorized = NonNullable<LogRefusals['unauthorized']>;
type TokenRefusal = NonNullable<LogRefusals['tokenRefusals']>[number];

/**
 * A 401 alone does not prove a dead token (HubSpot docs), so a log makes it likely at most: where the refusals go on
 * to the end of the log. That HubSpot took the token again later, or takes the one of this run now, makes it history.
 */
export default defineCheck({
  id: 'logs/unauthorized',
  title: 'The log shows no refused token',
  causes: ['token-rejected', 'token-wrong-region', 'token-creator-removed'],
  needs: ['logs.refusals'],
  uses: ['token.introspection'],
  docs: troubleshooting('connection-test-fails'),
  about:
    'Looks through the API-call log of the HubSpot app for calls refused with 401, which is how HubSpot answers a token that it does not accept. A run of them that lasts to the end of the log says since when the token is likely dead; one that ended is told as a warning. A route that answers 401 while calls of others succeed says nothing about the token. Looks as well for answers that speak of another region, or of a creator of the app who has no permission any more.',
  judge(needed, used) {
    const refusals = needed['logs.refusals'];
    const nothing = emptyLog(refusals) ?? unreadLog(refusals);
    if (nothing) return nothing;
    const worksNow = obtained(used['token.introspection']) !== undefined;
    const { unauthorized, tokenRefusals = [] } = refusals;
    const untold = worksNow ? undefined : unauthorized?.untold;
    const signs = [
      ...(unauthorized && !unauthorized.untold ? [signOf401(unauthorized, worksNow)] : []),
      ...tokenRefusals.map((refused) => signInWords(refused, worksNow)),
    ];
    const [first, ...rest] = signs.toSorted((a, b) => Number(b.severe) - Number(a.severe));
    if (!first) {
      if (unauthorized && untold)
        return unknown([textOfUntold(unauthorized, untold), ...onDates(refusals).map(asSentence)].join(' '));
      const open =
        partlyRead(refusals) ??
        betweenLog(refusals) ??
        toldLog(refusals) ??
        barrenLog(refusals, refusals.accepted);
      if (open) return open;
      return pass('Nothing in the log says that HubSpot refused the token.', {
        measured: lookedAt(refusals),
      });
    }
    const verdict = first.severe ? fail : warn;
    return verdict([first.finding, ...rest.map((sign) => sign.finding)], {
      summary: signs.map(({ summary }) => summary).join(' '),
      measured: signs.map(({ measured }) => measured).join('; '),
      expected: signs.map(({ expected }) => expected).join(', '),
    });
  },
});

function textOfUntold({ count }: Unauthorized, why: UntoldRun): string {
  const calls = count === 1 ? '1 call was' : `${count} calls were`;
  const words: Readonly<Record<UntoldRun, string>> = {
    'no-times': `${calls} refused with 401 and others were not. The log has no times, so it does not tell which came last: whether HubSpot still takes the token is open.`,
    zones: `${calls} refused with 401 and others were not. Some times of the log name their zone and some do not, so nothing tells which came last: whether HubSpot still takes the token is open.`,
    'same-time': `${calls} refused with 401. The last of them has the same time as the last call that was accepted, so the log does not tell which came last: whether HubSpot still takes the token is open.`,
    'other-routes': `The log ends with calls refused with 401, of routes for which HubSpot never took the token. No other route was called after them: whether the token died, or these routes want another sign-in, is open.`,
    'expired-at-end': `The log ends with a call that HubSpot refused because its token had expired. Whether the next token was taken is open.`,
  };
  return words[why];
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** One way in which a log speaks against the token. */
interface Sign extends Required<JudgementText> {
  /** It goes on to the end of the log, and nothing says that it is over by now. */
  severe: boolean;
  finding: Finding;
}

function signOf401(unauthorized: Unauthorized, worksNow: boolean): Sign {
  const { ended } = unauthorized;
  const severe = !ended && !worksNow;
  return {
    severe,
    finding: finding(unauthorized, severe ? 'likely' : 'possible'),
    summary: summaryOf401(unauthorized, worksNow),
    ...textOf(unauthorized),
  };
}

function summaryOf401(unauthorized: Unauthorized, worksNow: boolean): string {
  if (unauthorized.ended)
    return 'Calls were refused with 401 for a while; it ended, because a later call succeeded.';
  if (worksNow) {
    return 'The log ends with calls refused with 401, but HubSpot accepts the token of this run: it has been replaced since then, or OpenCX holds another one.';
  }
  return `The log ends with calls refused with 401, and none succeeded after them: HubSpot likely does not accept the token ${since(unauthorized)}.`;
}

const WORDS: Readonly<Record<LoggedTokenCause, { says: string; measured: string; expected: string }>> = {
  'token-wrong-region': {
    says: 'HubSpot answered that the account is hosted in another region (488)',
    measured: 'status 488',
    expected: 'no status 488',
  },
  'token-creator-removed': {
    says: 'HubSpot answered that the user who created the app has no permission (USER_DOES_NOT_HAVE_PERMISSIONS)',
    measured: 'status 403, USER_DOES_NOT_HAVE_PERMISSIONS,',
    expected: 'no USER_DOES_NOT_HAVE_PERMISSIONS',
  },
};

/** HubSpot says itself what is wrong; that the token is taken now proves only that the region is the right one now. */
function signInWords({ cause, count, lastAt, still }: TokenRefusal, worksNow: boolean): Sign {
  const { says, measured, expected } = WORDS[cause];
  const severe = still && !(worksNow && cause === 'token-wrong-region');
  return {
    severe,
    finding: { cause, confidence: severe ? 'likely' : 'possible' },
    summary: `${says}${still ? '' : '; later calls succeeded'}.`,
    measured: `${measured} ${times(count)} in the API-call log${lastAt ? `, last ${lastAt}` : ''}`,
    expected,
  };
}

function finding({ since: from, ended }: Unauthorized, confidence: 'likely' | 'possible') {
  return {
    cause: 'token-rejected',
    confidence,
    details: { ...(from && { since: from }), ended },
  } satisfies Finding;
}

function since({ since: from }: Unauthorized): string {
  return from ? `since ${from}` : 'any more';
}

function textOf({ count, since: from, lastAt }: Unauthorized): Required<Omit<JudgementText, 'summary'>> {
  const lastRun = from && lastAt ? [`the last run of them from ${from} to ${lastAt}`] : [];
  return {
    measured: [`status 401 ${times(count)} in the API-call log`, ...lastRun].join(', '),
    expected: 'no status 401',
  };
}
