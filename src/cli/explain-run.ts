import { quoted } from '../core/command-line.ts';
import { subjectOf } from '../core/event.ts';
import type { Options } from '../core/flags/options.ts';
import { typedAgain } from '../core/flags/typed-again.ts';
import { type ExplainedEvent, explanationOf } from '../engine/explain/explanation.ts';
import { jsonText } from '../redact/printable.ts';
import { renderExplanation } from '../reporters/explanation.ts';
import { explain as applyRules } from '../run/explain.ts';
import { accessFlags } from './engine/flags.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { masked, pageFor } from './output.ts';

/** `opencx-hubspot explain`: the engine's rules on one thread, event or journal, without running anything. */
export async function explain(flags: Options<'explain'>, io: Io): Promise<number> {
  const { thread, message, event, journal, id, generation, assistMode, ticketing } = flags;
  const { events, leftOut, failure, refused } = await applyRules(
    {
      flags: { ...accessFlags(flags), ...(thread && { thread }) },
      timeoutMs: flags.timeout * 1000,
      generation,
      ticketing,
      ...(assistMode !== undefined && { assistMode }),
      ...(message && { message }),
      ...(event && { event }),
      ...(journal && { journal }),
      ...(id !== undefined && { id }),
    },
    io,
  );
  if (leftOut) io.err(`${leftOut}\n`);
  if (failure) io.err(`opencx-hubspot: ${failure}\n${refused ? diagnosed(flags) : ''}`);
  if (flags.format === 'json') printUnexplained(events, io);
  // Whoever names one message, or saved the delivery of one, wants to know all about it.
  const brief = !flags.full && message === undefined && event === undefined && id === undefined;
  const text =
    flags.format === 'json'
      ? `${jsonText(explanationOf(events), 2)}\n`
      : renderExplanation(events, { ...pageFor(undefined, io), brief });
  io.out(masked(text, io));
  const isWhole = events.length > 0 && events.every(({ decision }) => decision !== null);
  return isWhole ? EXIT.clean : EXIT.incomplete;
}

/** The same conversation on the same way, for the doctor. */
function diagnosed(flags: Options<'explain'>): string {
  const words = typedAgain(flags).flatMap(({ name, values }) => [name, ...values]);
  return `  Why, and who can mend it, says \`${['opencx-hubspot', 'doctor', ...words].map(quoted).join(' ')}\`.\n`;
}

/** The document holds decisions alone, so what has none is told beside it. */
function printUnexplained(events: readonly ExplainedEvent[], io: Io): void {
  for (const { event, decision, why } of events) {
    if (decision) continue;
    io.err(
      `opencx-hubspot: ${event.type} ${subjectOf(event)} could not be explained: ${why ?? 'something was missing.'}\n`,
    );
  }
}
