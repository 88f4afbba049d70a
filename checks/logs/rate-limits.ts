import { defineCheck } from '../../src/core/check.ts';
import { pass, warn } from '../../src/core/verdict.ts';

/** A warning and never more: a rate limit passes by itself, and no setting of the portal is to blame for it. */
export default defineCheck({
  id: 'logs/rate-limits',
  title: 'No call was refused for a rate limit',
  causes: ['rate-limited'],
  needs: ['logs.refusals'],
  docs: 'https://docs.open.cx/integrations/hubspot/troubleshooting#limits-timing',
  about:
    'Looks through the API-call log of the HubSpot app for calls that HubSpot refused with 429. OpenCX tries again a few times and then gives up, so tickets and replies can be missing from the minutes in which this happened.',
  judge(needed) {
    const rows = needed['logs.refusals'].rateLimits.filter(({ count }) => count > 0);
    const count = rows.reduce((sum, row) => sum + row.count, 0);
    if (count === 0) return pass('No call in the log was refused for a rate limit.');
    return warn(
      { cause: 'rate-limited', details: { count, policy: longest(rows.map(({ policy }) => policy)) } },
      {
        summary: `HubSpot refused ${count === 1 ? 'a call' : `${count} calls`} for a rate limit; such a limit passes by itself.`,
        measured: rows
          .map((row) => `${row.policy}: ${row.count}${row.lastAt ? `, last ${row.lastAt}` : ''}`)
          .join('; '),
        expected: 'no status 429',
      },
    );
  },
});

/** The policy that one has to wait for longest. */
function longest(policies: readonly string[]): string {
  return policies.find((policy) => policy === 'DAILY') ?? policies[0] ?? '';
}
