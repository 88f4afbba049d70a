import type { FixContext, Place } from '../../src/core/cause.ts';
import type { Fix } from '../../src/core/report.ts';

/** Something a person does on a screen. */
export function manual(place: Place, ...steps: string[]): Fix {
  return { kind: 'manual', steps, ...place };
}

/** Something that is mended from the command line. */
export function command(place: Place, ...steps: string[]): Fix {
  return { kind: 'command', steps, ...place };
}

/** Nothing to set: time mends it. */
export function wait(...steps: string[]): Fix {
  return { kind: 'wait', steps };
}

/** The closing step of a fix: the run that shows whether it worked. */
export function prove({ mode }: FixContext, check: string, ...flags: string[]): string {
  const modeFlag = mode === 'legacy-app' ? [] : [`--mode ${mode}`];
  const run = ['opencx-hubspot doctor', `--only ${check}`, ...modeFlag, ...flags].join(' ');
  return `To prove it, run \`${run}\`: ${check} should pass.`;
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
): string {
  return `${prove(context, check, ...flags)} If it does not, run it again with --format json --output run.json and send that file (it holds no secret) to OpenCX support, with ${matter}, the session id from the OpenCX inbox and the time.`;
}
