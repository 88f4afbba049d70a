import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { BESIDE, judgeShare } from './judge-share.ts';

export default defineCheck({
  id: 'impact/replies-public',
  title: 'Over the period, what reps answered stands in public',
  causes: ['reply-internal'],
  needs: ['impact.period'],
  uses: BESIDE,
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    'Reads the newest messages of up to 200 conversations that reps have in hand (handed off, with a ticket, or held by one), spread over the period, and counts those in which reps have written internal comments only since the customer last wrote. A sample is told as a share with its interval.',
  judge(needed, used) {
    const impact = needed['impact.period'];
    return judgeShare(
      impact,
      impact.replies,
      {
        cause: 'reply-internal',
        whom: 'conversations in which reps wrote',
        hit: 'answered with internal comments only',
        expected: 'a public message from a rep in each of them',
      },
      used,
    );
  },
});
