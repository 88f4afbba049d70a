import * as v from 'valibot';
import type { MessageParty } from '../core/hubspot.ts';
import type { HubSpotWriter } from '../core/ports.ts';
import { id, withoutGaps } from '../wire/index.ts';
import { contentOf, type HubSpotCalls } from './calls.ts';

const posted = v.looseObject({ id });

/** Messages and comments; HubSpot's library does not have them. HubSpot takes no key that would tell two sends apart. */
export function messageWriter({ plain }: HubSpotCalls): Pick<HubSpotWriter, 'postMessage' | 'postComment'> {
  const post = async (threadId: string, body: object): Promise<string> => {
    const path = `/conversations/v3/conversations/threads/${encodeURIComponent(threadId)}/messages`;
    return contentOf(posted, await plain({ path, body })).id;
  };

  return {
    postMessage: (threadId, { recipients, ...message }) =>
      post(threadId, {
        type: 'MESSAGE',
        ...message,
        recipients: recipients.map(recipientFrom),
        attachments: [],
      }),
    postComment: (threadId, { text, richText }) =>
      post(threadId, { type: 'COMMENT', text, richText, attachments: [] }),
  };
}

/** HubSpot reads one delivery identifier of a party and wants a list of them. */
function recipientFrom({ actorId, name, field, deliveryType: type, deliveryValue: value }: MessageParty) {
  const deliveryIdentifiers = type !== undefined && value !== undefined ? [{ type, value }] : [];
  return { ...withoutGaps({ actorId, name, recipientField: field }), deliveryIdentifiers };
}
