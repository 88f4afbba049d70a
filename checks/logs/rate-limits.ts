import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { pass, warn } from '../shared/judgement.ts';
import { betweenLog, emptyLog, lookedAt, partlyRead, toldLog, unreadLog } from './calls.ts';

/** Stands for the policy where no answer in the log names it. */
const UNSAID = 'unsaid';

/** A warning and never more: a rate limit passes by itself, and no setting of the portal is to blame for it. */
export default defineCheck({
  id: 'logs/rate-limits',
  title: 'No call was refused for a rate limit',
  causes: ['rate-limited'],
  needs: ['logs.refusals'],
  docs: troubleshooting('limits-timing'),
  about:
    'Looks through the API-call log of the HubSpot app for calls that HubSpot refused with 429. OpenCX tries again a few times and then gives up, so tickets and replies can be missing from the minutes in which this happened.',
  judge(needed) {
    const refusals = needed['logs.refusals'];
    const nothing = emptyLog(refusals) ?? unreadLog(refusals);
    if (nothing) return nothing;
    const rows = refusals.rateLimits.filter(({ count }) => count > 0);
    const count = rows.reduce((sum, row) => sum + row.count, 0);
    if (count === 0) {
      const open = partlyRead(refusals) ?? betweenLog(refusals) ?? toldLog(refusals);
      if (open) return open;
      return pass('No call in the log was refused for a rate limit.', { measured: lookedAt(refusals) });
    }
    const policy = longest(rows.map((row) => row.policy));
    return warn(
      {
        cause: 'rate-limited',
        ...(rows.every(({ inferred }) => inferred) && { confidence: 'likely' }),
        details: { count, ...(policy && { policy }) },
      },
      {
        summary: `HubSpot refused ${count === 1 ? 'a call' : `${count} calls`} for a rate limit; such a limit passes by itself.`,
        measured: rows
          .map((row) => `${nameOf(row.policy)}: ${row.count}${row.lastAt ? `, last ${row.lastAt}` : ''}`)
          .join('; '),
        expected: 'no status 429',
      },
    );
  },
});

/** The policy that one has to wait for longest, among those that HubSpot named. */
function longest(policies: readonly string[]): string | undefined {
  const named = policies.filter((policy) => policy !== UNSAID);
  return named.find((policy) => policy === 'DAILY') ?? named[0];
}

function nameOf(policy: string): string {
  return policy === UNSAID ? 'policy not named' : policy;
}
