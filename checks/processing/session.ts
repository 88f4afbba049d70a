import { defineCheck } from '../shared/define-check.ts';
import { manual, notApplicable, unknown } from '../shared/judgement.ts';
import { isNotFound, obtained } from '../shared/obtained.ts';
import { judgeByJournal } from './session-by-journal.ts';
import { judgeLink } from './session-link.ts';

export default defineCheck({
  id: 'processing/session',
  title: 'The conversation has an OpenCX session',
  causes: ['session-missing'],
  needs: [],
  uses: [
    'conversation.session',
    'conversation.thread',
    'conversation.ticket',
    'conversation.contact',
    'conversation.contactEmail',
    'journal.events',
  ],
  symptoms: ['delivered-but-ignored', 'email-without-session'],
  docs: 'https://docs.open.cx/integrations/hubspot/troubleshooting#email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created',
  about:
    'Every conversation that OpenCX takes up gets a session in its inbox. A session can be read only by its own ' +
    'id, so it has to be named; without it the journal of the engine may show that the events of a thread ' +
    'never came or failed.',
  judge(_, used) {
    const session = used['conversation.session'];
    const thread = used['conversation.thread'];
    const ticket = used['conversation.ticket'];
    if (session.outcome === 'ok') {
      return judgeLink(session.value, {
        thread: obtained(thread),
        ticket: obtained(ticket),
        contact: obtained(used['conversation.contact']),
      });
    }
    if (session.outcome === 'error') {
      // A session id that OpenCX does not know is the finding of conversation/found.
      return isNotFound(session.error)
        ? unknown('The session that was named does not exist in OpenCX.')
        : unknown(`The OpenCX session could not be read: ${session.error.message}`);
    }

    const named = [thread, ticket, used['conversation.contact'], used['conversation.contactEmail']];
    if (named.every(({ outcome }) => outcome === 'missing')) {
      return notApplicable('No conversation was named.');
    }
    const journal = obtained(used['journal.events']);
    const knownThread = obtained(thread);
    const byJournal =
      journal !== undefined && knownThread !== undefined ? judgeByJournal(knownThread, journal) : undefined;
    return (
      byJournal ??
      manual(
        'Whether OpenCX has a session of this conversation is not known.',
        'Does the OpenCX inbox show a session of this conversation? If so, run again with --session UUID and an OpenCX API key.',
      )
    );
  },
});
