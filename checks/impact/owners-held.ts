import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { BESIDE, judgeShare } from './judge-share.ts';

export default defineCheck({
  id: 'impact/owners-held',
  title: 'Over the period, the AI user holds what OpenCX has not handed off',
  causes: ['owner-not-ai-user'],
  needs: ['impact.period'],
  uses: BESIDE,
  symptoms: ['ai-stopped-replying'],
  docs: troubleshooting('ai-stopped-replying-mid-thread'),
  about:
    'Compares the owner of each conversation that a customer wrote in during the period with the Default User ID. Those that OpenCX handed off, and those with Assist Mode, are left out, so it takes the sessions of OpenCX.',
  judge(needed, used) {
    const impact = needed['impact.period'];
    return judgeShare(
      impact,
      impact.owners,
      {
        cause: 'owner-not-ai-user',
        whom: 'conversations that OpenCX has not handed off',
        hit: 'held by somebody other than the AI user',
        expected: 'the AI user as the owner of each of them',
      },
      used,
    );
  },
});
