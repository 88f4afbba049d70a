/** The last net before the terminal: whatever a command hands to it, by whichever way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guarded } from '../../src/cli/guarded-io.ts';
import { Secret } from '../../src/core/secret.ts';
import { terminal } from '../support/cli.ts';
import { expectNothingObeyed, OBEYED, withoutBreaks, withoutOurColours } from '../support/obeyed.ts';

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...OBEYED), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 6 })
  .map((pieces) => pieces.join(''));

test.each([false, true])('nothing is obeyed on either stream, in colour: %s', async (color) => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const { io, printed } = terminal({ color });
      const net = guarded(io);
      net.out(text);
      net.err(text);
      net.tell(text);
      await net.handOver(text);
      for (const stream of [printed.out, printed.err]) {
        const page = withoutBreaks(stream).replaceAll('\t', ' ');
        expectNothingObeyed(color ? withoutOurColours(page) : page);
      }
    }),
  );
});

test('a secret of the run is masked on both streams, and what only looks like one on standard error alone, but for what is told', () => {
  const { io, printed } = terminal();
  const net = guarded(io);
  io.redactor.learn([new Secret('canary-0123456789')]);
  const said = 'canary-0123456789 and ana.ruiz@example.test\n';
  net.out(said);
  net.err(said);
  net.tell(said);
  expect(printed).toEqual({
    out: '[secret] and ana.ruiz@example.test\n',
    err: '[secret] and a…@example.test\n[secret] and ana.ruiz@example.test\n',
  });
});
