import { safeColouredPage, safePage } from '../redact/printable.ts';
import type { Io } from './io.ts';

/**
 * The same terminal behind a last net, for every command: no sign that a terminal obeys gets through but line breaks and
 * our own colours, and no secret of the run. What is printed was cleaned where it was made; this is for what was missed.
 *
 * Standard error is for our own sentences, so what looks secret or personal is masked there too; standard output, and what
 * is told, may show what somebody asked for, such as a rep's reply or a sandbox's keys.
 */
export function guarded(io: Io): Io {
  const { redactor } = io;
  const clean = (text: string) => (safe.color ? safeColouredPage(text) : safePage(text));
  const safe: Io = {
    ...io,
    out: (text) => io.out(clean(redactor.maskKnown(text))),
    handOver: (text) => io.handOver(clean(redactor.maskKnown(text))),
    err: (text) => io.err(clean(redactor.redact(text))),
    tell: (text) => io.tell(clean(redactor.maskKnown(text))),
  };
  return safe;
}
