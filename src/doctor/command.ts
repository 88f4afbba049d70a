import type { Given } from '../core/given.ts';
import type { Selection } from './selection.ts';

/** What says how a run looks. */
interface Run {
  selection: Selection;
  given: Given;
  /** Flags that were typed; what is known of the run without them. */
  typed?: readonly string[];
}

/**
 * The command that looks again in the same way and with these flags besides, ready to be pasted. A secret is never a
 * part of it: where the token came from an environment, it comes from there again.
 */
export function commandWith(flags: readonly string[], { selection, given, typed }: Run): string {
  const { symptom } = selection;
  const words = [
    'opencx-hubspot',
    'doctor',
    ...(symptom ? [symptom.id] : []),
    ...(typed ?? [
      ...(given.threadId === undefined ? [] : ['--thread', given.threadId]),
      ...(given.ticketId === undefined ? [] : ['--ticket', given.ticketId]),
      ...(given.mode === undefined ? [] : ['--mode', given.mode]),
    ]),
    ...flags,
  ];
  return words.map(quoted).join(' ');
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
