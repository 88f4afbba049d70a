/** What can happen in a portal; webhook deliveries are made of it, the writers of conversations and records emit it. */
import type { ObjectType } from './state.ts';

/** Who changed a CRM record, in the two fields of an event that say so. */
export interface ChangeOrigin {
  changeSource: 'CRM' | 'CRM_UI' | 'INTEGRATION';
  sourceId?: string;
}

interface EventBase {
  /** Id of the thread or of the CRM record. */
  objectId: string;
  /** The portal's time, ISO. */
  at: string;
}

/** A change in the portal that an app can subscribe to. */
export type PortalEvent =
  | (EventBase & { type: 'conversation.creation' | 'conversation.deletion' })
  | (EventBase & { type: 'conversation.newMessage'; messageId: string; messageType: string })
  | (EventBase & {
      type: 'conversation.propertyChange';
      property: 'assignedTo' | 'status' | 'isArchived';
      value: string;
    })
  | (EventBase & { type: 'record.creation'; objectType: ObjectType; by: ChangeOrigin })
  | (EventBase & {
      type: 'record.propertyChange';
      objectType: ObjectType;
      property: string;
      /** '' where the property was emptied. */
      value: string;
      by: ChangeOrigin;
    })
  | (EventBase & {
      /** Seen from one of the two records; the other one has an event of its own. */
      type: 'record.associationChange';
      objectType: ObjectType;
      to: { objectType: ObjectType; objectId: string };
      removed: boolean;
      by: ChangeOrigin;
    });

/** A write over the API, by an app. */
export function byApp(appId: string): ChangeOrigin {
  return { changeSource: 'INTEGRATION', sourceId: appId };
}

/** A change made on HubSpot's screens; the form of `sourceId` is that of captured events. */
export function byUser(userId: string): ChangeOrigin {
  return { changeSource: 'CRM_UI', sourceId: `userId:${userId}` };
}

/** HubSpot's own doing. */
export const byHubSpot: ChangeOrigin = { changeSource: 'CRM' };
