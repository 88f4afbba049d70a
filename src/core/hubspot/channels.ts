/**
 * Where a conversation can begin: the channels that HubSpot's API names, and those that OpenCX has of its own. The one
 * table for the doctor, the engine and whoever explains either.
 */

/**
 * Whether HubSpot owns the channel, in OpenCX's words: only then a handoff makes a ticket by itself. The
 * troubleshooting page ("Handoff runs but no ticket appears") names chat widget and email through an inbox as owned,
 * and WhatsApp, SMS, phone, its own email and widget as not. `not-said`: it has no word on it, so nobody is told a yes
 * or a no.
 */
export type HubSpotOwned = 'yes' | 'no' | 'not-said';

interface ChannelWords {
  /** HubSpot's id of the channel; absent where it is OpenCX's alone. */
  hubspotId?: string;
  owned: HubSpotOwned;
  /** Ends the sentence "The conversation began on …". */
  began: string;
  /** As one of several to choose from; absent where nobody is asked for it. */
  choice?: string;
}

/** By the word that answers, reports and bundles have for it. The ids are those of HubSpot's list of channels. */
const WORDS = {
  'hubspot-chat': {
    hubspotId: '1000',
    owned: 'yes',
    began: 'a HubSpot chat widget',
    choice: 'HubSpot chat widget',
  },
  'hubspot-email': {
    hubspotId: '1002',
    owned: 'yes',
    began: 'email through a HubSpot inbox',
    choice: 'Email to an inbox connected in HubSpot',
  },
  'opencx-email': {
    owned: 'no',
    began: 'email to an OpenCX address (…@instant.cx)',
    choice: 'Email to an OpenCX address (also …@instant.cx)',
  },
  widget: { owned: 'no', began: 'the OpenCX widget', choice: 'OpenCX widget' },
  whatsapp: { hubspotId: '1007', owned: 'no', began: 'WhatsApp', choice: 'WhatsApp' },
  sms: { hubspotId: '1009', owned: 'no', began: 'SMS', choice: 'SMS' },
  // OpenCX's phone; HubSpot's own calling is another channel, and OpenCX says nothing of it.
  phone: { owned: 'no', began: 'the phone', choice: 'Phone' },
  'facebook-messenger': { hubspotId: '1001', owned: 'not-said', began: 'Facebook Messenger' },
  forms: { hubspotId: '1003', owned: 'not-said', began: 'a HubSpot form' },
  'customer-portal': { hubspotId: '1004', owned: 'not-said', began: "HubSpot's customer portal" },
  'hubspot-calling': { hubspotId: '1008', owned: 'not-said', began: "HubSpot's calling" },
  instagram: { hubspotId: '1010', owned: 'not-said', began: 'Instagram' },
  migration: { hubspotId: '1011', owned: 'not-said', began: 'a migration into HubSpot' },
} as const satisfies Record<string, ChannelWords>;

type Word = keyof typeof WORDS;
const BY_WORD: Readonly<Record<string, ChannelWords>> = WORDS;

/** A channel that a person can name as the one where a conversation began. */
export type Channel = { [W in Word]: (typeof WORDS)[W] extends { choice: string } ? W : never }[Word];

/** Those channels, each as a list of choices shows it. */
export const CHANNEL_CHOICES = Object.fromEntries(
  Object.entries(BY_WORD).flatMap(([word, { choice }]) => (choice === undefined ? [] : [[word, choice]])),
) as Readonly<Record<Channel, string>>;

/** HubSpot's id of email (HubSpot docs, "Conversations API"). */
export const EMAIL_CHANNEL = WORDS['hubspot-email'].hubspotId;
export const CHAT_CHANNEL = WORDS['hubspot-chat'].hubspotId;

/** The ids that HubSpot gives to its own channels; any other is a custom channel of some app. */
export const HUBSPOT_CHANNEL_IDS: readonly string[] = Object.values(BY_WORD).flatMap(
  ({ hubspotId }) => hubspotId ?? [],
);

/** The word for a channel of HubSpot; a custom channel keeps its id. */
export function channelOfHubSpotId(id: string): string {
  return Object.entries(BY_WORD).find(([, { hubspotId }]) => hubspotId === id)?.[0] ?? id;
}

/** @param channel a word of the table, or HubSpot's id */
export function hubspotOwned(channel: string): HubSpotOwned {
  return wordsOf(channel)?.owned ?? 'not-said';
}

/**
 * The channel as a sentence names it: "began on …".
 *
 * @param channel a word of the table, or HubSpot's id
 */
export function channelName(channel: string): string {
  return wordsOf(channel)?.began ?? `HubSpot channel ${channel}`;
}

const OWNED: Readonly<Record<HubSpotOwned, string>> = {
  yes: 'which HubSpot owns',
  no: 'which HubSpot does not own',
  'not-said': 'and OpenCX does not say whether HubSpot owns that channel',
};

/** The channel with what is said of its owner, for the end of a sentence: "WhatsApp, which HubSpot does not own". */
export function channelAndOwner(channel: string): string {
  return `${channelName(channel)}, ${OWNED[hubspotOwned(channel)]}`;
}

function wordsOf(channel: string): ChannelWords | undefined {
  const word = channelOfHubSpotId(channel);
  return Object.hasOwn(BY_WORD, word) ? BY_WORD[word] : undefined;
}
