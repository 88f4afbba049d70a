/**
 * Where a conversation can begin, as OpenCX speaks of it; `hubspot-*` are the channels that HubSpot owns (OpenCX
 * troubleshooting page, "Handoff runs but no ticket appears").
 */
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

interface ChannelWords {
  /** As one of several to choose from. */
  choice: string;
  /** Ends the sentence "The conversation began on …". */
  began: string;
  /** HubSpot's id of the channel, where it has one. */
  hubspotId?: string;
}

export const CHANNEL_WORDS: Readonly<Record<Channel, ChannelWords>> = {
  'hubspot-chat': { choice: 'HubSpot chat widget', began: 'a HubSpot chat widget', hubspotId: '1000' },
  'hubspot-email': {
    choice: 'Email to an inbox connected in HubSpot',
    began: 'email through a HubSpot inbox',
    hubspotId: '1002',
  },
  'opencx-email': {
    choice: 'Email to an OpenCX address (also …@instant.cx)',
    began: 'email to an OpenCX address (…@instant.cx)',
  },
  widget: { choice: 'OpenCX widget', began: 'the OpenCX widget' },
  whatsapp: { choice: 'WhatsApp', began: 'WhatsApp' },
  sms: { choice: 'SMS', began: 'SMS' },
  phone: { choice: 'Phone', began: 'the phone' },
};

/** HubSpot's id of email (HubSpot docs, "Conversations API"). */
export const EMAIL_CHANNEL = '1002';

/** HubSpot's ids of its own channels: live chat, Facebook Messenger, email. */
export const HUBSPOT_CHANNEL_IDS: readonly string[] = ['1000', '1001', EMAIL_CHANNEL];

/** What a HubSpot channel id stands for; undefined for custom channels and those that OpenCX has no word for. */
export function channelOfHubSpotId(id: string): Channel | undefined {
  return CHANNELS.find((channel) => CHANNEL_WORDS[channel].hubspotId === id);
}

/** The channel as a sentence names it: "began on …". */
export function channelName(channel: string): string {
  const known = CHANNELS.find((name) => name === channel);
  return known ? CHANNEL_WORDS[known].began : `HubSpot channel ${channel}`;
}
