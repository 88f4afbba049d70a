import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Options } from '../../core/flags/options.ts';
import { writeTextFile } from '../../files/text-file.ts';
import { jsonText } from '../../redact/printable.ts';
import { type Outside, openOutside } from '../../run/sandbox/outside.ts';
import { startPortal } from '../../run/sandbox/start.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { asWord, exportsFor } from './exports.ts';

/** `opencx-hubspot sandbox start NAME`: serves until stopped. */
export async function serveSandbox(name: string, flags: Options<'sandbox start'>, io: Io): Promise<number> {
  await usingSandbox(name, flags, async (sandbox, outside) => {
    io.out(flags.format === 'json' ? asJson(sandbox, outside) : exportsFor(outside));
    const where = flags.envFile === undefined ? [] : [await writeEnvironment(flags.envFile, outside, io)];
    const lines = [
      `Serving ${name}: ${sandbox.portal.title}`,
      ...where,
      `Mend it from another terminal: opencx-hubspot sandbox mend --url ${sandbox.url}`,
      'Stop with Ctrl-C.',
    ];
    io.err(`\n${lines.join('\n')}\n`);
    if (!io.signal.aborted) await once(io.signal, 'abort');
    io.err('\nStopped; the portal is gone.\n');
  });
  return EXIT.clean;
}

/** Starts a portal for as long as something is done with it. */
export async function usingSandbox<T>(
  name: string,
  {
    fault: faults = [],
    latency: latencyMs,
    port,
  }: Pick<Options<'sandbox exec'>, 'fault' | 'latency' | 'port'>,
  use: (sandbox: Sandbox, outside: Outside) => Promise<T>,
): Promise<T> {
  const sandbox = await startPortal(name, { faults, latencyMs, port });
  try {
    const outside = await openOutside(sandbox);
    try {
      return await use(sandbox, outside);
    } finally {
      await outside.close();
    }
  } finally {
    await sandbox.close();
  }
}

function asJson({ portal, url, openCxUrl }: Sandbox, { variables, words }: Outside): string {
  const { name, title, expect } = portal;
  const document = {
    portal: { name, title, symptom: expect.symptom, causes: expect.causes },
    hubspotUrl: url,
    openCxUrl,
    environment: variables,
    doctor: ['opencx-hubspot', 'doctor', ...words],
  };
  return `${jsonText(document, 2)}\n`;
}

async function writeEnvironment(file: string, outside: Outside, { cwd }: Io): Promise<string> {
  await writeTextFile(resolve(cwd, file), 'environment file', exportsFor(outside), 0o600);
  return `The environment is in ${file}: source ${asWord(file)}, or node --env-file=${asWord(file)}`;
}
