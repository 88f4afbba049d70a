/** What a tool answers, and how that is sent: words of ours, what was found behind its fence, the next step. */
import type { CallToolResult } from '@modelcontextprotocol/server';
import { UsageError, unforeseen } from '../files/usage-error.ts';
import { safePage } from '../redact/printable.ts';
import type { Redactor } from '../redact/redactor.ts';
import { fenced } from './fence.ts';

/** The parts stand in this order. */
export interface Answer {
  /** In words of ours alone. */
  says?: string;
  /** For a person to do, with addresses that are of use only as they are. */
  asks?: string;
  /** What was found: it may hold anything that anybody wrote. */
  found?: string;
  next?: string;
  /** It could not be done. */
  failed?: boolean;
}

/** No secret of the run, nothing that looks secret or personal, no sign that a terminal would obey. */
export function resultOf({ says, asks, found, next, failed }: Answer, redactor: Redactor): CallToolResult {
  const clean = (text: string) => safe(text, redactor);
  const parts = [
    ...(says === undefined ? [] : [clean(says)]),
    ...(asks === undefined ? [] : [fenced(safePage(redactor.maskKnown(asks)))]),
    ...(found === undefined ? [] : [fenced(clean(found))]),
    ...(next === undefined ? [] : [`next: ${clean(next)}`]),
  ];
  return { content: [{ type: 'text', text: parts.join('\n') }], ...(failed && { isError: true }) };
}

/** A text without any secret of the run, and with nothing in it that a terminal would obey. */
export function safe(text: string, redactor: Redactor): string {
  return safePage(redactor.redact(text));
}

/** What refusals tell somebody at a shell to type, and what an agent does for the same. */
const IN_CALLS: readonly (readonly [typed: string | RegExp, called: string])[] = [
  [/, or try `opencx-hubspot prove --sandbox ([\w-]+)`/g, ', or try prove with sandbox $1'],
  [/, run `opencx-hubspot doctor --only [^`]+`/g, ', call diagnose'],
  [/Give it with (\w+) or --token-file/g, 'Whoever starts this server gives it with $1 or --token-file'],
  ['--profile needs', 'profile needs'],
  ['with `opencx-hubspot sandbox list`', 'with list_portals'],
  ['`opencx-hubspot checks --answers` lists them.', 'The questions of a diagnosis name them.'],
  ['with `opencx-hubspot checks`', 'with describe'],
  [' `opencx-hubspot checks` lists them all.', ''],
  ['in --answer ', 'in answers '],
  ['--map ', 'map '],
  ['--dates ', 'dates '],
];

/** A file that was named cannot be used. Its refusal may repeat what stands in it: the names of columns, of keys. */
class FileRefused extends Error {
  /** What of the call itself may put it right. */
  readonly help: string | undefined;

  constructor(cause: UsageError, help: string | undefined) {
    super('', { cause });
    this.help = help;
  }
}

/**
 * For whatever reads a file that an agent names: what is said of it is told as something that was found.
 *
 * @param help what of the call itself may put it right, as a next step begins
 * @throws FileRefused in the place of a UsageError
 */
export async function reading<T>(read: () => Promise<T>, help?: string): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof UsageError ? new FileRefused(error, help) : error;
  }
}

/** In one clear sentence, with what to do about it. */
export function failureOf(error: unknown): Answer {
  if (error instanceof FileRefused) {
    const { says, next } = failureOf(error.cause);
    return {
      says: 'What was named cannot be used.',
      found: [says, next].filter((each) => each !== undefined).join('\n'),
      next: `${error.help === undefined ? '' : `${error.help}, `}name another, or have a person put it right`,
      failed: true,
    };
  }
  if (!(error instanceof UsageError)) return { says: unforeseen(error), failed: true };
  const { message, hint } = error;
  return {
    says: inCalls(message),
    ...(hint !== undefined && { next: inCalls(hint) }),
    failed: true,
  };
}

/** A refusal, with what an agent does in the place of what it says to type. */
export function inCalls(sentence: string): string {
  return IN_CALLS.reduce((text, [typed, called]) => text.replaceAll(typed, called), sentence);
}
