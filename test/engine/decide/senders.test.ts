import { describe, expect, it } from 'vitest';
import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import { decideMessage, type MessageGiven } from '../../../src/engine/decide/decide.ts';
import {
  AI_USER,
  APP_ID,
  decide,
  event,
  fromAi,
  fromApp,
  fromRep,
  g3,
  given,
  handedOff,
  inGeneration,
  inShort,
  message,
  REP,
  repComment,
  settings,
  without,
} from './builders.ts';

const OWN_APP = { clientType: 'INTEGRATION', integrationAppId: String(APP_ID) } as const;

describe('who wrote the message', () => {
  it.each<[string, Partial<MessageGiven>, string, string]>([
    ['a customer', {}, 'act reply', 'act reply'],
    [
      'a customer by email',
      { message: message({ createdBy: 'E-jo@example.test' }) },
      'act reply',
      'act reply',
    ],
    ['a customer without an actor', { message: without(message(), 'createdBy') }, 'act reply', 'act reply'],
    ['a customer without a session', { session: null }, 'act reply', 'act reply'],
    ['a rep', { message: fromRep() }, 'act deliver', 'act deliver'],
    [
      'a rep whose own mailbox makes it look incoming',
      { message: fromRep({ direction: 'INCOMING' }) },
      'act deliver',
      'act deliver',
    ],
    [
      'a rep who quotes an AI reply',
      { message: fromRep({ richText: OPENCX_MARKERS['ai-response'] }) },
      'act deliver',
      'act deliver',
    ],
    [
      'a rep on a thread without a session',
      { message: fromRep(), session: null },
      'skip sender-agent',
      'skip sender-agent',
    ],
    [
      'a rep while the AI is silent',
      { message: fromRep(), session: handedOff() },
      'act deliver',
      'act deliver',
    ],
    [
      'a rep of an unknown client',
      { message: without(fromRep(), 'clientType') },
      'skip sender-agent',
      'act store',
    ],
    [
      'an app in the name of a rep',
      { message: fromRep({ clientType: 'INTEGRATION', integrationAppId: '55' }) },
      'skip sender-agent',
      'act store',
    ],
    [
      'a person under the AI user',
      { message: fromRep({ createdBy: AI_USER }) },
      'act deliver',
      'act deliver',
    ],
    ['a rep who comments', { message: repComment() }, 'skip internal-comment', 'act store'],
    [
      'a rep who comments, without a session',
      { message: repComment(), session: null },
      'skip internal-comment',
      'skip internal-comment',
    ],
    [
      'an app that comments',
      { message: fromApp({ type: 'COMMENT' }) },
      'skip internal-comment',
      'skip internal-comment',
    ],
    [
      'OpenCX that comments',
      { message: fromAi({ type: 'COMMENT' }) },
      'skip internal-comment',
      'skip self-caused',
    ],
    ['OpenCX', { message: fromAi() }, 'skip self-caused', 'skip self-caused'],
    [
      'the own app in the name of a rep',
      { message: fromRep(OWN_APP) },
      'skip self-caused',
      'skip self-caused',
    ],
    [
      'an app with a marker',
      { message: fromApp({ text: OPENCX_MARKERS.handoff }) },
      'skip self-caused',
      'skip self-caused',
    ],
    ['a chatflow', { message: message({ createdBy: 'B-1' }) }, 'skip sender-bot', 'skip sender-bot'],
    [
      'a chatflow in the name of a rep',
      { message: fromRep({ createdBy: 'B-1', senders: [{ actorId: REP }] }) },
      'skip sender-bot',
      'skip sender-bot',
    ],
    ["HubSpot's AI agent", { message: message({ createdBy: 'L-1' }) }, 'skip sender-bot', 'skip sender-bot'],
    [
      'HubSpot',
      { message: message({ createdBy: 'S-hubspot', clientType: 'SYSTEM' }) },
      'skip sender-bot',
      'skip sender-bot',
    ],
    [
      'an assignment',
      { message: fromRep({ type: 'ASSIGNMENT', clientType: 'SYSTEM' }) },
      'skip sender-bot',
      'skip sender-bot',
    ],
    [
      'a greeting',
      { message: fromRep({ type: 'WELCOME_MESSAGE' }) },
      'skip welcome-message',
      'skip welcome-message',
    ],
    [
      'an app that writes out',
      { message: fromApp({ direction: 'OUTGOING' }) },
      'skip outgoing',
      'skip outgoing',
    ],
    [
      'a customer who quotes an AI reply',
      { message: message({ richText: `<p>Thanks</p>${OPENCX_MARKERS['ai-response']}` }) },
      'skip ai-marker',
      'skip ai-marker',
    ],
  ])('%s', (_, over, inG2, inG3) => {
    expect(inShort(decide({ ...over, settings: inGeneration('G2') }))).toBe(inG2);
    expect(inShort(decide({ ...over, settings: inGeneration('G3') }))).toBe(inG3);
  });

  it('believes the fetched type where the event announced another', () => {
    const decision = decideMessage(event({ messageType: 'MESSAGE' }), given({ message: repComment() }));
    expect(inShort(decision)).toBe('skip internal-comment');
  });

  it.each([settings(), g3()])('never delivers what was announced as a comment ($generation)', (engine) => {
    const decision = decideMessage(
      event({ messageType: 'COMMENT' }),
      given({ settings: engine, message: fromRep() }),
    );
    expect(decision.action).not.toBe('deliver');
  });

  it('knows the AI without a marker by the AI user, where the own app is not known', () => {
    const engine = without(settings(), 'appId');
    expect(inShort(decide({ settings: engine, message: without(fromAi(), 'richText') }))).toBe(
      'skip self-caused',
    );
  });
});
