import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Outcome } from '../support/cli.ts';
import { figure } from '../support/figure.ts';
import { TOKEN } from './hosts.ts';

/** Every secret that a user can give, with a word in it that must be seen nowhere. */
export const CANARIES = {
  HUBSPOT_ACCESS_TOKEN: 'Bearer canary-token-1f3870be27',
  HUBSPOT_CHANGE_TOKEN: 'canary-change-token-30b7c1',
  HUBSPOT_DEVELOPER_API_KEY: 'canary-developer-key-27/4f"e',
  HUBSPOT_PERSONAL_ACCESS_KEY: Buffer.from('\n\x28canary-personal-key-0123456789abcdef').toString('base64'),
  HUBSPOT_CLIENT_SECRET: "canary-client-secret-11%ä's",
  OPENCX_API_KEY: 'ocx_live_canary0123456789',
  OPENCX_WEBHOOK_URL:
    'https://hooks.example.test/backend/hubspot/canary-path-0123456789?sig=canary-query-0123',
} as const;

const WORD = 'canary';
const SECRETS = 'program: runs that were given secrets, and what they printed and wrote';

/** A text in the encodings that turn up in answers and logs; in base64 at each of the places where it can begin. */
export function encodingsOf(text: string): string[] {
  const hex = [...text].map((letter) => Buffer.from(letter).toString('hex'));
  return [
    text,
    hex.join(''),
    hex.map((byte) => `\\u00${byte}`).join(''),
    hex.map((byte) => `%${byte}`).join(''),
    ...[0, 1, 2].map((lead) => {
      const encoded = Buffer.from(' '.repeat(lead) + text).toString('base64');
      return encoded.slice(Math.ceil((lead * 8) / 6), Math.floor(((lead + text.length) * 8) / 6));
    }),
  ];
}

const TRACES = [WORD, TOKEN].flatMap(encodingsOf).map((trace) => trace.toLowerCase());

/**
 * No canary, in whatever encoding, was printed or written.
 *
 * @param folder where the run may have written
 * @param known names of the files that the test itself put there
 */
export async function expectNoTrace(
  { out, err }: Omit<Outcome, 'code'>,
  folder?: string,
  known: readonly string[] = [],
): Promise<void> {
  figure(SECRETS, { tried: 1, 'with a trace': 0 });
  expectNoTraceIn('standard output', out);
  expectNoTraceIn('standard error', err);
  if (folder === undefined) return;
  const names = (await readdir(folder)).filter((name) => !known.includes(name));
  for (const name of names) expectNoTraceIn(name, `${name}\n${await readFile(join(folder, name), 'utf8')}`);
}

function expectNoTraceIn(where: string, text: string): void {
  // Also where a narrow column has broken it over lines.
  for (const searched of [text, text.replaceAll(/\s+/g, '')]) {
    const lowered = searched.toLowerCase();
    const found = TRACES.map((trace) => lowered.indexOf(trace)).find((place) => place >= 0);
    if (found !== undefined) figure(SECRETS, { 'with a trace': 1 });
    expect(
      found === undefined ? null : searched.slice(Math.max(0, found - 60), found + 60),
      where,
    ).toBeNull();
  }
}
