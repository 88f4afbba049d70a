import { authorOf } from '../../../core/authors.ts';
import { agentActor } from '../actors.ts';
import { type MessageView, pass, type Rule, skip } from '../rule.ts';

/** HubSpot announces every new message, an app's own ones too (HubSpot docs, webhooks guide). */
export const ownMessage: Rule<MessageView> = {
  id: 'own-message',
  rule: 'What OpenCX itself wrote comes back as an event, and is left alone.',
  inspect({ message, settings }) {
    const { clientType, integrationAppId } = message;
    const byOwnApp =
      clientType === 'INTEGRATION' &&
      settings.appId !== undefined &&
      integrationAppId === String(settings.appId);
    const author = authorOf(message, agentActor(settings.aiUser));
    const input = { client: clientType ?? null, byOwnApp, author };
    return byOwnApp || author === 'ai' ? skip('self-caused', input, null) : pass(input);
  },
};
