import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { BESIDE, judgeShare } from './judge-share.ts';

export default defineCheck({
  id: 'impact/tickets-made',
  title: 'Over the period, every handoff has a ticket',
  causes: ['ticket-missing'],
  needs: ['impact.period'],
  uses: BESIDE,
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    'Counts the sessions that OpenCX handed off and whose HubSpot thread has no ticket. On channels that HubSpot does not own a workflow makes the ticket, so that the channel is told beside the count.',
  judge(needed, used) {
    const impact = needed['impact.period'];
    return judgeShare(
      impact,
      impact.tickets,
      {
        cause: 'ticket-missing',
        whom: 'conversations that OpenCX handed off',
        hit: 'without a ticket',
        expected: 'a ticket for each of them',
      },
      used,
    );
  },
});
