/** What is behind each symptom, and which other one it is taken for: for its page, so that no run loads it. */
import type { SymptomId } from './symptoms.ts';

interface SymptomMeaning {
  /** How it shows, and what it tells by itself. */
  means: string;
  /** Symptoms that it is taken for, each with how one tells the two apart. */
  unlike: Partial<Record<SymptomId, string>>;
}

export const SYMPTOM_MEANINGS: Readonly<Record<SymptomId, SymptomMeaning>> = {
  'oauth-connect-fails': {
    means:
      'OpenCX is connected with a HubSpot login in place of a pasted token, and the connection is not made or is asked for again. Everything else waits for it.',
    unlike: { 'connection-test-fails': 'There a token was pasted, and the test of it fails.' },
  },
  'connection-test-fails': {
    means:
      'OpenCX has a token and HubSpot does not let it in with it, or not everywhere. As long as it fails, no other symptom says anything.',
    unlike: { 'oauth-connect-fails': 'There no token was pasted: HubSpot is connected with a login.' },
  },
  'handoff-without-ticket': {
    means:
      'The customer asked for a person, OpenCX says that it handed over, and reps see no ticket. Most often the conversation began on a channel that HubSpot does not own.',
    unlike: {
      'replies-not-syncing':
        'There the ticket is there, and what is written afterwards does not get through.',
      'email-without-session': 'There not even a session came about.',
    },
  },
  'replies-not-delivered': {
    means:
      'A rep writes in HubSpot, and the customer gets nothing. Either the reply was internal, or HubSpot did not tell OpenCX of it, or the channel is dead.',
    unlike: {
      'replies-not-syncing':
        'The same where a handoff made the ticket before: its checklist begins with the handoff.',
      'ai-stopped-replying': 'There it is the AI whose answers do not come.',
    },
  },
  'ai-stopped-replying': {
    means:
      'The AI answered in this conversation and does not any more. Most often somebody else has the conversation now, and then the AI is silent on purpose.',
    unlike: {
      'delivered-but-ignored': 'There nothing happens in any conversation.',
      'email-without-session': 'There the AI never took the conversation up.',
    },
  },
  'delivered-but-ignored': {
    means:
      "HubSpot's log shows the webhook as answered with 200. OpenCX answers so before it works on an event, so that says only that something took it, at the address that stands in HubSpot.",
    unlike: {
      'replies-not-delivered': "There HubSpot's log may show no delivery at all.",
      'email-without-session': 'There chat works and email alone does not.',
    },
  },
  'email-without-session': {
    means:
      'Mail comes into the HubSpot inbox and makes a thread, and the OpenCX inbox stays empty. Where chat works, one scope is the best known reason.',
    unlike: {
      'delivered-but-ignored': 'There no channel makes a session.',
      'handoff-without-ticket': 'There the session is there, and the ticket is not.',
    },
  },
  'crm-panel-empty': {
    means:
      'The session is there, and the panel beside it that shows who the customer is stays empty. The panel has a connection of its own, apart from the integration that makes tickets.',
    unlike: {
      'connection-test-fails': 'That test is about the integration; the panel may be empty while it passes.',
    },
  },
  'replies-not-syncing': {
    means:
      'The handoff went well, the ticket stands in HubSpot, and nothing that is written or changed there reaches OpenCX. It is the whole way from a reply to the customer, looked at step by step.',
    unlike: {
      'handoff-without-ticket': 'There the handoff itself leaves nothing in HubSpot.',
      'replies-not-delivered':
        "The same without a handoff: its checklist begins with the app's subscriptions.",
    },
  },
};
