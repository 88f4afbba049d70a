import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { CLUES, type Clues } from './clues.ts';
import { documented } from './docs.ts';
import { nextStep } from './next-step.ts';
import { type Suspicion, suspectsOf } from './suspects.ts';
import { seconds } from './wording.ts';

const NEW_MESSAGE = 'conversation.newMessage';

/** Nothing of the conversation has come: in the order in which it is met. */
const NOTHING_CAME: Suspicion = {
  event: NEW_MESSAGE,
  causes: [
    'changes-uncommitted',
    'subscription-missing',
    'webhook-url-stale',
    'webhook-not-registered',
    'webhook-url-other-org',
    'webhook-unreachable',
    'subscription-paused',
  ],
};

/** The conversation has its session, so OpenCX hears of it; what hears of the message is another subscription. */
const ONLY_THE_CONVERSATION: Suspicion = {
  event: NEW_MESSAGE,
  causes: ['subscription-missing', 'subscription-paused', 'changes-uncommitted', 'event-failed'],
};

const BY_OAUTH: Suspicion = { event: NEW_MESSAGE, causes: ['session-missing'] };

export default defineCheck({
  id: 'proof/session-made',
  title: 'OpenCX makes a session of a test message',
  causes: [...NOTHING_CAME.causes, ...BY_OAUTH.causes, 'event-failed'],
  needs: ['proof.session'],
  uses: ['proof.answer', ...CLUES],
  after: ['token/accepted', 'scopes/required', 'scopes/owners-read', 'webhooks/registered'],
  docs: documented,
  about:
    "A live test (`opencx-hubspot prove`) looks for the session of its own message among OpenCX's. One that holds the message proves that the app subscribes to new messages, that this was committed, that the URL is the one of this organization, and that OpenCX works on what arrives. One that does not come leaves a short list of reasons, each at most likely.",
  judge(needed, used, mode) {
    const { seen, ms, sessionId } = needed['proof.session'];
    if (seen) {
      return pass('OpenCX has a session that holds the test message.', {
        measured: `seen after ${seconds(ms)}`,
      });
    }
    const measured = sessionId === undefined ? 'no session' : 'a session without the message';
    const text = {
      measured: `${measured} within ${seconds(ms)}`,
      expected: 'a session that holds the test message',
    };
    if (obtained(used['proof.answer'])?.seen) {
      return unknown(
        'The AI answered in HubSpot, so OpenCX has taken the test message up; its session was not recognised among those that OpenCX lists.',
        text,
      );
    }
    const [suspicion, lastResort] = leftBy(mode === 'oauth', sessionId !== undefined);
    return missing(suspicion, used, lastResort, {
      summary:
        sessionId === undefined
          ? `OpenCX made no session of the test message within ${seconds(ms)}.`
          : `OpenCX made a session of the conversation, and within ${seconds(ms)} the test message did not come to stand in it.`,
      ...text,
    });
  },
});

function leftBy(isOauth: boolean, hasSession: boolean): [Suspicion, 'session-missing' | 'event-failed'] {
  if (hasSession) return [ONLY_THE_CONVERSATION, 'event-failed'];
  return [isOauth ? BY_OAUTH : NOTHING_CAME, 'session-missing'];
}

/** A hop that did not come: what it leaves, and the look that tells that apart. */
export function missing(
  suspicion: Suspicion,
  clues: Clues,
  lastResort: Parameters<typeof suspectsOf>[2],
  text: { summary: string; measured: string; expected: string },
): Judgement {
  const suspects = suspectsOf(suspicion, clues, lastResort);
  const question = nextStep(suspects.map(({ cause }) => cause));
  return fail(suspects, { ...text, ...(question !== undefined && { question }) });
}
