import { quoted } from '../core/command-line.ts';
import { flagOfKey, isOfTheWay, type TypedFlag } from '../core/flags/typed-again.ts';
import type { Given } from '../core/given.ts';
import type { Fix } from '../core/report.ts';
import type { Selection } from './selection.ts';

/** What says how a run looks. */
interface Run {
  selection: Selection;
  given: Given;
  /** Flags that were typed; what is known of the run without them. */
  typed?: readonly TypedFlag[];
}

/** In the place of what somebody has to say. */
const VALUE = 'VALUE';

/**
 * The command that looks again in the same way and with this flag besides, ready to be pasted. A secret is never a
 * part of it: where the token came from an environment, it comes from there again.
 *
 * @param flag with its values; nothing for the same look once more
 */
export function commandWith(flag: readonly string[], { selection, given, typed }: Run): string {
  const { symptom } = selection;
  const before = (typed ?? knownOf(given)).filter((each) => !isSaidAnew(each, flag));
  const words = [
    'opencx-hubspot',
    'doctor',
    ...(symptom ? [symptom.id] : []),
    ...before.flatMap(({ name, values }) => [name, ...values]),
    ...flag,
  ];
  return words.map(quoted).join(' ');
}

/** What a live test makes for itself, in the place of any that was named. */
const OF_THE_TEST: readonly TypedFlag['name'][] = ['--thread', '--ticket', '--session', '--contact'];

/**
 * What was typed for a live test, for a command that looks again: at the conversation and the ticket of the test.
 *
 * @param given after the test, with its own conversation in it
 */
export function typedForTest(typed: readonly TypedFlag[], given: Given): TypedFlag[] {
  const kept = typed.filter(({ name }) => !OF_THE_TEST.includes(name));
  return [...kept, ...knownOf(given).filter(({ name }) => OF_THE_TEST.includes(name))];
}

function knownOf({ threadId, ticketId, mode }: Given): TypedFlag[] {
  return [
    ...(threadId === undefined ? [] : [{ name: '--thread', values: [threadId] } as const]),
    ...(ticketId === undefined ? [] : [{ name: '--ticket', values: [ticketId] } as const]),
    ...(mode === undefined ? [] : [{ name: '--mode', values: [mode] } as const]),
  ];
}

/** Of two answers to one question the later counts, and neither stands beside a flag that says the same. */
function isSaidAnew({ name, values: [said = ''] }: TypedFlag, [flag, word = '']: readonly string[]): boolean {
  if (flag !== ANSWER) return name === flag;
  const key = keyOf(word);
  return name === ANSWER ? keyOf(said) === key : name === flagOfKey(key);
}

const ANSWER = '--answer';

function keyOf(answer: string): string {
  return answer.slice(0, answer.indexOf('='));
}

/** The flag that answers a question, with a word in capitals for what is to be filled in. */
export function answering(key: string): string[] {
  return [ANSWER, `${key}=${VALUE}`];
}

/** The part of a command that waits for an answer: `--answer webhooks.throttle=VALUE`; undefined where none does. */
export function openAnswerIn(command: string | undefined): string | undefined {
  return command?.match(/--answer [\w.]+=VALUE$/)?.[0];
}

/**
 * The fix with the command of its proof on the way on which this run was made: with the sandbox, profile or token file
 * that was typed. What is looked at there, the command says itself.
 */
export function onTheWay(fix: Fix, typed: readonly TypedFlag[] = []): Fix {
  const { verify, steps } = fix;
  if (verify === undefined) return fix;
  const added = typed.filter((flag) => isOfTheWay(flag) && !verify.split(' ').includes(flag.name));
  if (added.length === 0) return fix;
  const words = added.flatMap(({ name, values }) => [name, ...values]);
  const command = [verify, ...words.map(quoted)].join(' ');
  return { ...fix, verify: command, steps: steps.map((step) => step.replace(verify, () => command)) };
}
