import { defineMeanings } from '../shared/meaning.ts';

export const REPLY_MEANINGS = defineMeanings({
  'reply-internal': {
    means:
      'What the rep wrote stands on the conversation as internal comments. HubSpot shows them in the same place as replies, and the customer never sees them.',
    unlike: {
      'channel-unreachable': 'There the reply was public, and the channel is dead.',
      'events-not-arriving': 'There the reply was public, and OpenCX never heard of it.',
      'handoff-comment-missing': "That is OpenCX's own comment, which is meant to be internal.",
    },
  },
  'channel-unreachable': {
    means:
      'The reply was public and has nowhere to go: the address is gone, the chat window closed, or the channel was switched off in HubSpot.',
    unlike: {
      'message-failed': 'There the channel works, and this one message was refused.',
      'reply-internal': 'There nothing was sent to the customer at all.',
    },
  },
  'message-failed': {
    means:
      'HubSpot tried to deliver the last reply and says that it could not. It is not sent again by itself.',
    unlike: {
      'channel-unreachable': 'There no message can get through.',
      'reply-internal': 'There nothing was sent to the customer at all.',
    },
  },
});
