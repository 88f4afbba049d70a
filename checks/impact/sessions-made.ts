import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { BESIDE, judgeShare } from './judge-share.ts';

export default defineCheck({
  id: 'impact/sessions-made',
  title: 'Over the period, every conversation of a customer has an OpenCX session',
  causes: ['session-missing'],
  needs: ['impact.period'],
  uses: BESIDE,
  symptoms: ['delivered-but-ignored', 'email-without-session'],
  docs: troubleshooting('email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created'),
  about:
    'Lists the HubSpot threads that customers began in the period and the OpenCX sessions of the same time, and counts the threads that no session names. Fresh ones, spam and what reps began are left out. Where sessions name no record of HubSpot, it is not told.',
  judge(needed, used) {
    const impact = needed['impact.period'];
    return judgeShare(
      impact,
      impact.sessions,
      {
        cause: 'session-missing',
        whom: 'conversations that customers began',
        hit: 'without an OpenCX session',
        expected: 'a session for each of them',
      },
      used,
    );
  },
});
