/** An OpenCX session: `GET /chat/sessions/{id}`, reduced to what a check needs. */
export interface Session {
  id: string;
  status: 'open' | 'closed_resolved' | 'closed_unresolved' | (string & {});
  /** How the AI ended its part: `handed_off`, `resolved`, `assumed_resolved`. */
  closure?: string;
  /** `web`, `email`, `whatsapp`, `sms`, `phone_voice`; OpenCX has no type named after HubSpot. */
  channel: string;
  assistMode: boolean;
  contactEmail?: string;
  contactPhone?: string;
  handedOff: boolean;
  /** System that holds the ticket, `hubspot` here. */
  ticketingSystem?: string;
  /** Id in that system; whether it is a ticket or a conversation says `ticketingIdType`. */
  ticketingId?: string;
  ticketingIdType?: string;
  createdAt: string;
  updatedAt: string;
}

/** Where a conversation began. `hubspot-*` are the channels that HubSpot owns (troubleshooting page, "Handoff runs but no ticket"). */
export const CHANNELS = [
  'hubspot-chat',
  'hubspot-email',
  'opencx-email',
  'widget',
  'whatsapp',
  'sms',
  'phone',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** What can be said of a conversation's first channel. */
export interface ChannelOrigin {
  /** One of `CHANNELS`, or HubSpot's own channel id where it is none of them. */
  channel: Channel | (string & {});
  hubspotOwned: boolean;
  /** false where it is concluded from signs and not read. */
  certain: boolean;
}
