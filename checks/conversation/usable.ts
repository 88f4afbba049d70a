import { defineCheck } from '../shared/define-check.ts';
import { pass, warn } from '../shared/judgement.ts';

export default defineCheck({
  id: 'conversation/usable',
  title: 'The conversation is neither spam nor archived',
  causes: ['conversation-put-away'],
  needs: ['conversation.thread'],
  after: ['conversation/found'],
  symptoms: ['ai-stopped-replying', 'replies-not-delivered'],
  docs: 'https://developers.hubspot.com/docs/api/conversations/conversations',
  about:
    'Looks whether the conversation was marked as spam or archived in HubSpot. It is still there then, but out of ' +
    'the inbox, and neither reps nor apps go on with it.',
  judge(needed) {
    const { spam, archived } = needed['conversation.thread'];
    const state = [...(spam ? ['marked as spam'] : []), ...(archived ? ['archived'] : [])].join(' and ');
    if (state === '') return pass('The conversation is neither spam nor archived.');
    return warn(
      { cause: 'conversation-put-away', details: { state } },
      {
        summary: `The conversation is ${state} in HubSpot, so it is out of the inbox.`,
        measured: state,
        expected: 'neither spam nor archived',
      },
    );
  },
});
