import { defineMeanings } from '../shared/meaning.ts';

export const CONVERSATION_MEANINGS = defineMeanings({
  'conversation-not-found': {
    means:
      "The id that was given names nothing that the token can see: mistyped, of another kind (a ticket's where a thread's is asked), deleted, or of another portal. It says nothing about the integration.",
    unlike: {
      'token-other-portal': 'There the token looks into another portal than the link.',
    },
  },
  'owner-not-ai-user': {
    means:
      'OpenCX lets the AI answer only while the conversation is assigned to the user of the Default User ID. Somebody else has it, so the AI is silent, as it should be; assigned back, it answers what comes in from then on.',
    unlike: {
      'handed-off-silent': 'There the conversation belongs to the AI user, and the AI waits all the same.',
      'default-user-missing': 'There no user at all stands for the AI, and it is silent everywhere.',
      'default-user-inactive': 'There the user who stood for the AI is gone, and it is silent everywhere.',
      'events-not-arriving': 'There nothing of the conversation reaches OpenCX, whoever has it.',
    },
  },
  'conversation-put-away': {
    means:
      'The conversation was marked as spam or archived. It can still be opened and has left the inbox, so neither reps nor apps go on with it.',
    unlike: {
      'conversation-not-found': 'There it cannot be read at all.',
      'owner-not-ai-user': 'There it is in the inbox, in the hands of somebody else.',
    },
  },
  'handed-off-silent': {
    means:
      'A handoff may leave the conversation with the AI user while the AI waits for a human. How such a handoff ends is not documented by OpenCX, so this is a possible reason and never a certain one.',
    unlike: {
      'owner-not-ai-user': 'There the conversation visibly belongs to somebody else.',
    },
  },
});
