/** What pages call things for which reports have a word of one syllable. */
import type { ConnectionMode } from '../../core/connection.ts';
import type { Action } from '../../core/decision.ts';
import type { Source } from '../../core/evidence.ts';
import type { PageFact, PageKind } from '../../core/page.ts';

export const KIND_WORDS: Readonly<Record<PageKind, string>> = {
  check: 'check',
  cause: 'cause',
  symptom: 'symptom',
  rule: 'rule of the engine',
  skip: 'reason why the engine skips an event',
};

export const MODE_WORDS: Readonly<Record<ConnectionMode, string>> = {
  'legacy-app': 'a legacy app',
  'project-app': 'a project app',
  'service-key': 'a service key',
  oauth: 'OAuth',
};

/** `a legacy app or OAuth`. */
export function modesInWords(modes: readonly ConnectionMode[]): string {
  const words = modes.map((mode) => MODE_WORDS[mode]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  reply: 'the AI answers the customer',
  draft: "the AI's draft is posted as an internal comment",
  deliver: "the rep's reply goes to the customer",
  'sync-property': 'the property is kept in the session',
  'open-session': 'a session is opened, and nothing is sent',
  'mark-handed-off': 'the conversation counts as handed off',
  store: 'it is kept on the session, and sent nowhere',
};

const READ_FROM: Readonly<Record<PageFact['askedOf'], string>> = {
  hubspot: 'HubSpot',
  opencx: 'OpenCX',
  'webhook-target': 'the webhook target itself',
  'developer-platform': "HubSpot's developer platform",
};

const SOURCE_WORDS: Readonly<Record<Exclude<Source, 'live'>, string>> = {
  given: 'what the run was given',
  file: 'a file',
  journal: "the engine's journal",
  stated: "a person's answer",
  replay: 'a saved run',
  tested: 'a live test',
};

/** `HubSpot, a file, a person's answer`: where a fact can come from, best first. */
function sourcesOf({ sources, askedOf }: PageFact): string[] {
  return sources.map((source) => (source === 'live' ? READ_FROM[askedOf] : SOURCE_WORDS[source]));
}

/** Where all that a check looks at can come from, each source once. */
export function sourcesInWords(facts: readonly PageFact[]): string {
  return [...new Set(facts.flatMap(sourcesOf))].join(', ');
}

/** `the API-call log (from a file, HubSpot; --api-log FILE)`. */
export function factInWords(fact: PageFact): string {
  const flag = fact.flag === undefined ? '' : `; \`${fact.flag}\``;
  return `${fact.title} (from ${sourcesInWords([fact])}${flag})`;
}

/** As the beginning of a sentence. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
