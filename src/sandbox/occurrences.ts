import type { ObjectType } from './object-types.ts';

/** Who changed a CRM record, in the two fields of an event that say so. */
export interface ChangeOrigin {
  changeSource: 'CRM' | 'CRM_UI' | 'INTEGRATION';
  sourceId?: string;
}

interface Happening {
  /** Id of the thread or of the CRM record. */
  objectId: string;
  /** The portal's time, ISO. */
  at: string;
}

/** Something that happened in the portal and of which apps can be told. */
export type Occurrence =
  | (Happening & { type: 'conversation.creation' | 'conversation.deletion' })
  | (Happening & { type: 'conversation.newMessage'; messageId: string; messageType: string })
  | (Happening & {
      type: 'conversation.propertyChange';
      property: 'assignedTo' | 'status' | 'isArchived';
      value: string;
    })
  | (Happening & { type: 'record.creation'; objectType: ObjectType; by: ChangeOrigin })
  | (Happening & {
      type: 'record.propertyChange';
      objectType: ObjectType;
      property: string;
      /** '' where the property was emptied. */
      value: string;
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
