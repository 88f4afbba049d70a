import type { ConnectionMode } from '../../src/core/connection.ts';
import { troubleshooting } from '../../src/core/docs.ts';
import type { DailyUsage } from '../../src/core/hubspot/records.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { defineCheck } from '../shared/define-check.ts';
import {
  fail,
  type Judgement,
  type JudgementText,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../shared/judgement.ts';
import { errorOf, untold } from '../shared/obtained.ts';

const WARN_AT_PERCENT = 80;

/** HubSpot's usage guidelines: a limit for ten seconds, and none for the day. */
const NONE_FOR_OAUTH = 'HubSpot states none for an OAuth connection';

/** A 429 of another policy passes within seconds and says nothing about the day, so only `DAILY` counts here. */
export default defineCheck({
  id: 'account/usage',
  title: 'The daily API allowance is not used up',
  causes: ['daily-limit-reached'],
  needs: [],
  uses: ['account.usage', 'account.details', 'token.introspection'],
  symptoms: ['oauth-connect-fails', 'connection-test-fails'],
  docs: troubleshooting('limits-timing'),
  about: `Reads how many of the portal's daily API calls are used. All private apps of a portal share the one allowance, so another app can use it up. Warns at ${WARN_AT_PERCENT} %; when nothing is left, HubSpot refuses every call until its day begins anew. The count leaves the calls of service keys out, so where OpenCX works with one, a low count says nothing.`,
  judge(_needed, used, mode) {
    const usage = used['account.usage'];
    if (usage.outcome === 'ok') return judgeUsage(usage.value, mode);
    const refused = [usage, used['account.details'], used['token.introspection']].some(
      (evidence) => errorOf(evidence)?.policy === 'DAILY',
    );
    if (!refused) return untold(usage);
    return usedUp({}, mode, {
      summary: 'HubSpot refuses calls because the daily API allowance of the portal is used up.',
      measured: 'status 429, policy DAILY',
      expected: `less than ${WARN_AT_PERCENT} % used`,
    });
  },
});

/**
 * The allowance is shared by what works with a token. HubSpot states no daily one for OAuth apps, so there it may keep
 * this tool from looking, and says nothing of OpenCX.
 */
function usedUp(details: FindingDetails, mode: ConnectionMode, text: JudgementText): Judgement {
  if (mode !== 'oauth') return fail({ cause: 'daily-limit-reached', details }, text);
  const summary = `${text.summary} It is that of apps with a token; ${NONE_FOR_OAUTH}.`;
  return warn({ cause: 'daily-limit-reached', confidence: 'possible', details }, { ...text, summary });
}

function judgeUsage({ used, limit, resetsAt }: DailyUsage, mode: ConnectionMode): Judgement {
  if (!(limit > 0)) return unknown('HubSpot did not say how large the daily API allowance is.');
  const percent = Math.floor((used / limit) * 100);
  const details = { used, limit, percent, ...(resetsAt && { resetsAt }) };
  const again = resetsAt ? ` The count starts again at ${resetsAt}.` : '';
  const text = {
    measured: `${used} of ${limit} calls (${percent} %)`,
    expected: `less than ${WARN_AT_PERCENT} % used`,
  };
  if (percent >= 100) {
    const summary = `The daily API allowance of the portal is used up.${again}`;
    return usedUp(details, mode, { summary, ...text });
  }
  if (percent >= WARN_AT_PERCENT) {
    const summary = `${percent} % of the daily API allowance is used; calls still work.${again}`;
    return warn({ cause: 'daily-limit-reached', confidence: 'possible', details }, { summary, ...text });
  }
  if (mode === 'service-key') {
    return notApplicable(
      `HubSpot counts ${used} calls today and leaves out those of service keys, so how many OpenCX has used is not told.`,
    );
  }
  if (mode === 'oauth') {
    return pass(
      `${percent} % of the daily API allowance of apps with a token is used; ${NONE_FOR_OAUTH}.`,
      text,
    );
  }
  return pass(`${percent} % of the daily API allowance is used.`, text);
}
