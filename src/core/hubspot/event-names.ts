import { SUBSCRIBABLE_EVENTS } from './webhooks.ts';

const BY_LETTERS = new Map(SUBSCRIBABLE_EVENTS.map((event) => [letters(event), event]));

/** Words of HubSpot's screens and of OpenCX's pages for what the API calls otherwise. */
const SYNONYMS: readonly [RegExp, string][] = [
  [/created?$/, 'creation'],
  [/deletedforprivacy$/, 'privacydeletion'],
  [/deleted?$/, 'deletion'],
  [/(?:changed|changes)$/, 'change'],
  [/newmessages$/, 'newmessage'],
  [/merged$/, 'merge'],
  [/restored$/, 'restore'],
];
/** The page's list reads "Conversation" and, beside it, "Conversation creation", which is copied as one word. */
const REPEATED_OBJECT = /^(conversation|ticket|contact|company|deal|product|object)\1/;
/** Labels that stand without their object; on the page's list each means one event only. */
const BARE_LABELS = new Map([
  ['newmessage', 'conversation.newMessage'],
  ['propertychange', 'ticket.propertyChange'],
]);

/**
 * HubSpot's name of an event, from that name or a label: "Conversation: New message", "Conversation creation",
 * "Ticket - Property changed". Undefined for what is no event.
 */
export function eventName(label: string): string | undefined {
  const spoken = letters(label);
  const [pattern, word] = SYNONYMS.find(([synonym]) => synonym.test(spoken)) ?? [];
  const exact = pattern && word ? spoken.replace(pattern, word) : spoken;
  const single = exact.replace(REPEATED_OBJECT, '$1');
  return BARE_LABELS.get(single) ?? BY_LETTERS.get(single);
}

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '');
}
