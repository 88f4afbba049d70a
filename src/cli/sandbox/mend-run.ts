import type { Options } from '../../core/flags/options.ts';
import { UsageError } from '../../files/usage-error.ts';
import { jsonText } from '../../redact/printable.ts';
import { type MendResult, mendSandbox } from '../../run/sandbox/mend.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { asWord, exportLines } from './exports.ts';

/** `opencx-hubspot sandbox mend [WHAT...]`: in a sandbox that runs in another process. */
export async function mendRunning(
  names: readonly string[],
  { url, assign, grant, throttle, format }: Options<'sandbox mend'>,
  io: Io,
): Promise<number> {
  const address = url ?? io.env['HUBSPOT_API_URL']?.trim();
  if (!address) {
    throw new UsageError('No sandbox was named to mend.', {
      hint: 'Name its address with --url, or in HUBSPOT_API_URL, as `opencx-hubspot sandbox start` prints it.',
    });
  }
  const result = await mendSandbox(address, {
    names,
    ...(assign !== undefined && { assign }),
    ...(grant && { grant }),
    ...(throttle !== undefined && { throttle }),
  });
  io.out(format === 'json' ? `${jsonText(result, 2)}\n` : asText(result));
  return EXIT.clean;
}

function asText({ portal, mended, left, variables, words }: MendResult): string {
  const what = mended.length === 0 ? 'nothing was broken' : mended.join(', ');
  const rest = left.length === 0 ? 'Nothing is broken in it now.' : `Still broken: ${left.join(', ')}.`;
  const changed =
    Object.keys(variables).length > 0 ? ['Set anew for this shell:', ...exportLines(variables)] : [];
  const flags =
    words === null
      ? []
      : [`Look again with: ${words.map(asWord).join(' ')}`, 'The files are named to it as before.'];
  return [`Mended in ${portal}: ${what}. ${rest}`, ...changed, ...flags, ''].join('\n');
}
