import type { Evidence, EvidenceError } from '../../src/core/evidence.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, notApplicable, pass, unknown } from '../shared/judgement.ts';
import { isNotFound, obtained } from '../shared/obtained.ts';

interface Looked {
  /** What was looked for, as a user calls it. */
  name: string;
  evidence: Evidence<unknown>;
}

export default defineCheck({
  id: 'conversation/found',
  title: 'The conversation that was named exists',
  causes: ['conversation-not-found'],
  needs: [],
  uses: [
    'conversation.session',
    'conversation.ticket',
    'conversation.thread',
    'conversation.messages',
    'conversation.contact',
    'conversation.contactMatches',
    'opencx.access',
    'portal.linked',
    'token.introspection',
    'account.details',
  ],
  after: ['token/portal'],
  docs: 'https://developers.hubspot.com/docs/api/conversations/conversations',
  about:
    'Looks up the thread, ticket or session that was named. An id that does not exist is most often mistyped, ' +
    'deleted, or from another portal; every check on the conversation would then judge nothing.',
  judge(_, used) {
    // What is not there takes with it what would have been found through it, so the thread comes before the
    // ticket and the contact, and the session before all of them.
    const looked: Looked[] = [
      { name: 'session', evidence: used['conversation.session'] },
      { name: 'thread', evidence: used['conversation.thread'] },
      { name: 'ticket', evidence: used['conversation.ticket'] },
      { name: 'contact', evidence: used['conversation.contact'] },
    ];
    const absent = ownFailures(looked).filter(({ error }) => isNotFound(error));
    if (absent.some(({ name }) => name === 'session') && used['opencx.access'].outcome !== 'ok') {
      return unknown(
        'What answers in the place of OpenCX says that it has no such session, and shows no sessions at all. Whether the session exists cannot be told.',
      );
    }
    const linked = obtained(used['portal.linked']);
    if (absent.length > 0 && linked !== undefined) {
      const hubId =
        obtained(used['token.introspection'])?.hubId ?? obtained(used['account.details'])?.portalId;
      if (hubId !== linked.portalId) {
        return unknown(
          `The link that was given leads to portal ${linked.portalId}, and whether the token belongs to it could not be read.`,
        );
      }
    }
    if (absent.some(({ name }) => name === 'thread') && used['conversation.messages'].outcome === 'ok') {
      return unknown(
        'HubSpot says that it has no such conversation, and shows its messages. Whether it exists cannot be told.',
      );
    }
    if (absent.length > 0) return notFound(absent);

    const present = looked.filter(({ evidence }) => evidence.outcome === 'ok' && evidence.value !== null);
    if (present.length > 0) return pass(`Found: ${present.map(({ name }) => name).join(', ')}.`);

    const [unread] = ownFailures(looked);
    if (unread !== undefined) {
      return unknown(`Whether the ${unread.name} exists could not be told: ${unread.error.message}`);
    }
    // An email that matches no contact is the finding of crm/contact-match, not of this check.
    if (used['conversation.contactMatches'].outcome === 'ok') {
      return notApplicable('Only a contact was named; crm/contact-match judges whether HubSpot knows it.');
    }
    return notApplicable('No conversation was named. Name one with --thread, --ticket or --session.');
  },
});

interface Failure {
  name: string;
  error: EvidenceError;
}

/** Each failure once, under the name of the thing that it began with. */
function ownFailures(looked: readonly Looked[]): Failure[] {
  const failures = new Map<string, Failure>();
  for (const { name, evidence } of looked) {
    if (evidence.outcome !== 'error' || failures.has(evidence.error.message)) continue;
    failures.set(evidence.error.message, { name, error: evidence.error });
  }
  return [...failures.values()];
}

function notFound(absent: readonly Failure[]): Judgement {
  const names = absent.map(({ name }) => name);
  return fail(
    { cause: 'conversation-not-found', details: { what: names.join(' and ') } },
    {
      summary: `The ${names.join(' and the ')} that was asked for does not exist here. Check the id, and that ${askedWith(names)}.`,
      measured: absent.map(({ error }) => error.message).join(' '),
      expected: `the ${names.join(' and the ')} can be read`,
    },
  );
}

function askedWith(names: readonly string[]): string {
  const sides = [
    ...(names.some((name) => name !== 'session') ? ['the token is that of the portal it comes from'] : []),
    ...(names.includes('session') ? ['the OpenCX API key is that of its organization'] : []),
  ];
  return sides.join(', and ');
}
