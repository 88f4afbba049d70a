import * as v from 'valibot';
import { maybe } from './schema.ts';
import { unreadable } from './unreadable.ts';

/** An OpenCX session: `GET /chat/sessions/{id}`, reduced to what a check needs. */
export const sessionSchema = v.object({
  id: v.string(),
  /** `open`, `closed_resolved`, `closed_unresolved`. */
  status: v.string(),
  /** How the AI ended its part: `handed_off`, `resolved`, `assumed_resolved`. */
  closure: maybe,
  /** `web`, `email`, `whatsapp`, `sms`, `phone_voice`; OpenCX has no type named after HubSpot. */
  channel: v.string(),
  assistMode: v.boolean(),
  contactEmail: maybe,
  contactPhone: maybe,
  handedOff: v.boolean(),
  /** System that holds the ticket, `hubspot` here. */
  ticketingSystem: maybe,
  /** Id in that system; whether it is a ticket or a conversation says `ticketingIdType`. */
  ticketingId: maybe,
  ticketingIdType: maybe,
  createdAt: v.string(),
  updatedAt: v.string(),
  unreadable,
});
export type Session = v.InferOutput<typeof sessionSchema>;

/** One thing that happened in a session: `GET /chat/sessions/{id}/history`. Holds people's words; it is never saved. */
export interface HistoryEvent {
  /** `message`, `handoff`, `human_agent_comment`, `ai_resolved_issue`. */
  type: string;
  /** Of a message: `contact`, `ai`, `human_agent`. */
  sender?: string;
  text?: string;
  /** ISO. */
  at?: string;
}

/** What can be said of a conversation's first channel. */
export const channelOriginSchema = v.object({
  /** A word of the table of channels, or HubSpot's own id of a custom channel. */
  channel: v.string(),
  /** false where it is concluded from signs and not read. */
  certain: v.boolean(),
});
export type ChannelOrigin = v.InferOutput<typeof channelOriginSchema>;
