import type { FixContext, Place } from '../../src/core/cause.ts';
import type { Fix } from '../../src/core/report.ts';

/** The step of a fix that shows whether it worked, and the command in it. */
export interface Proof {
  says: string;
  command: string;
}

export type Step = string | Proof;

/** Something a person does on a screen. */
export function manual(place: Place, ...steps: Step[]): Fix {
  return { kind: 'manual', ...told(steps), ...place };
}

/** Something that is mended from the command line. */
export function command(place: Place, ...steps: Step[]): Fix {
  return { kind: 'command', ...told(steps), ...place };
}

/** Nothing to set: time mends it. */
export function wait(...steps: Step[]): Fix {
  return { kind: 'wait', ...told(steps) };
}

function told(steps: readonly Step[]): Pick<Fix, 'steps' | 'verify'> {
  const proof = steps.find((step) => typeof step !== 'string');
  return {
    steps: steps.map((step) => (typeof step === 'string' ? step : step.says)),
    ...(proof && { verify: proof.command }),
  };
}

/** A fix with its shortest way in a sentence or two, for where its steps have no room. */
export function inBrief(brief: string, fix: Fix): Fix {
  return { ...fix, brief };
}

/** Without the link, where it would lead into another portal than the one that is meant. */
export function withoutLink({ url: _url, ...fix }: Fix): Fix {
  return fix;
}

/** The closing step of a fix: the run that shows whether it worked. */
export function prove({ mode }: FixContext, check: string, ...flags: string[]): Proof {
  const modeFlag = mode === 'legacy-app' ? [] : [`--mode ${mode}`];
  const run = ['opencx-hubspot doctor', `--only ${check}`, ...modeFlag, ...flags].join(' ');
  return proveBy(run, `${check} should pass.`);
}

/**
 * The same with a command that names more than the check.
 *
 * @param outcome what the command shows where the fix has worked
 * @param first what has to be done before it, as the beginning of the sentence
 */
export function proveBy(run: string, outcome: string, first = ''): Proof {
  return { says: `To prove it, ${first}run \`${run}\`: ${outcome}`, command: run };
}

/** With a sentence behind it. */
export function proveAnd(proof: Proof, more: string): Proof {
  return { ...proof, says: `${proof.says} ${more}` };
}

/** The flag that points a run at the conversation in question. */
export function threadFlag({ threadId }: FixContext): string {
  return `--thread ${argument(threadId, 'THREAD_ID')}`;
}

/** The flag that points a run at the ticket in question, or else at its conversation. */
export function ticketFlag(context: FixContext): string {
  return context.ticketId === undefined
    ? threadFlag(context)
    : `--ticket ${argument(context.ticketId, 'TICKET_ID')}`;
}

/** What is put into a command for someone to copy is an id and nothing else. */
export function argument(value: string | undefined, placeholder: string): string {
  return value !== undefined && /^\w[\w-]*$/.test(value) ? value : placeholder;
}

/** `prove`, and what to send to OpenCX support if the proof fails. */
export function proveOrAskSupport(
  context: FixContext,
  check: string,
  matter: string,
  ...flags: string[]
): Proof {
  return proveAnd(
    prove(context, check, ...flags),
    `If it does not, run it again with --format json --output run.json and send that file (it holds no secret) to OpenCX support, with ${matter}, the session id from the OpenCX inbox and the time.`,
  );
}
