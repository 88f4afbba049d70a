import type { Channel, ChannelOrigin } from '../../src/core/opencx.ts';

const NAMES: Readonly<Record<Channel, string>> = {
  'hubspot-chat': 'a HubSpot chat widget',
  'hubspot-email': 'email through a HubSpot inbox',
  'opencx-email': 'email to an OpenCX address (…@instant.cx)',
  widget: 'the OpenCX widget',
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  phone: 'the phone',
};

/** The channel as it is called in a sentence: "began on …". */
export function channelName({ channel }: ChannelOrigin): string {
  return Object.hasOwn(NAMES, channel) ? NAMES[channel as Channel] : `HubSpot channel ${channel}`;
}
