import { troubleshooting } from '../../src/core/docs.ts';
import { aiUserOf, isHandedOff } from '../conversation/holder.ts';
import { mayHaveOlder, NEWEST_PAGE_SIZE } from '../conversation/newest-page.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, manual, notApplicable, pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { findHandoffComment, HANDOFF_PARTS, type HandoffComment } from './handoff-signs.ts';

const EXPECTED = HANDOFF_PARTS.join(', ');

export default defineCheck({
  id: 'handoff/comment',
  title: 'The handoff comment stands on the conversation',
  causes: ['handoff-comment-missing'],
  needs: ['conversation.messages'],
  uses: ['conversation.session', 'conversation.ticket', 'opencx.defaultUserId'],
  after: ['token/portal'],
  symptoms: ['replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    'On a handoff OpenCX leaves an internal comment on the HubSpot conversation: a summary or reason, the ' +
    'sentiment, the language and a link to its session. If it is missing, OpenCX did not reach the ' +
    'conversation at that moment. It is missed only where the session says that there was a handoff.',
  judge(needed, used) {
    const messages = needed['conversation.messages'];
    const session = obtained(used['conversation.session']);
    const comment = findHandoffComment(messages, {
      aiUser: aiUserOf(used['opencx.defaultUserId']),
      sessionId: session?.id,
    });
    if (comment !== undefined) {
      return pass('The handoff comment is there.', { measured: sayParts(comment), expected: EXPECTED });
    }
    if (session === undefined) {
      if (used['conversation.session'].outcome === 'error') {
        return unknown('There is no handoff comment, and whether a handoff happened could not be read.');
      }
      // HubSpot can make a ticket for every conversation, so a ticket alone does not say that there was a handoff.
      return obtained(used['conversation.ticket'])
        ? manual(
            'The conversation has a ticket and no handoff comment; nothing says whether OpenCX handed it off.',
            'Does the OpenCX inbox show this conversation as handed off? If so, run again with --session UUID and an OpenCX API key.',
          )
        : notApplicable('Nothing says that a handoff happened.');
    }
    if (!isHandedOff(session)) {
      return notApplicable('OpenCX has not handed this conversation off.');
    }
    if (messages.length === 0) {
      return unknown('HubSpot shows no message at all of this conversation, not even what began it.');
    }
    if (mayHaveOlder(messages)) {
      return unknown(
        `The newest ${NEWEST_PAGE_SIZE} messages hold no handoff comment; an older one was not looked for.`,
      );
    }
    return fail('handoff-comment-missing', {
      summary: 'OpenCX handed this conversation off, and its handoff comment is not on the conversation.',
      measured: 'no handoff comment',
      expected: `an internal comment with ${EXPECTED}`,
    });
  },
});

function sayParts({ parts }: HandoffComment): string {
  const missing = HANDOFF_PARTS.filter((part) => !parts.includes(part));
  const visible = parts.length === 0 ? 'none of its parts is visible' : `visible: ${parts.join(', ')}`;
  return missing.length === 0 || parts.length === 0 ? visible : `${visible}; not seen: ${missing.join(', ')}`;
}
