/** On a narrow terminal no word is broken in two, whatever is printed: an id or a command that was cut cannot be copied. */
import { join } from 'node:path';
import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { CAUSE_IDS } from '../../checks/causes.ts';
import { CHECK_IDS } from '../../checks/index.ts';
import { folderWith } from '../config/folder.ts';
import { ROOT, runHere } from '../support/cli.ts';
import { some } from '../support/proof.ts';

const BUNDLES = join(ROOT, 'fixtures', 'bundles');
const LOGS = join(ROOT, 'fixtures', 'logs');
const DELIVERIES = join(ROOT, 'fixtures', 'deliveries');
const BUNDLE = join(BUNDLES, 'two-faults.json');

/** Columns of a narrow terminal, and of one on which every word has room. */
const NARROW = 60;
const WIDE = 200;

const PRINTED: readonly (readonly string[])[] = [
  ['doctor', '--from', BUNDLE],
  ['doctor', '--from', BUNDLE, '--full'],
  ['doctor', '--from', BUNDLE, '--for', 'hubspot-admin'],
  ['doctor', '--sandbox', 'healthy-email'],
  ['doctor', '--sandbox', 'no-token'],
  ['retest', '--sandbox', 'healthy-email'],
  ['diff', BUNDLE, join(BUNDLES, 'one-mended.json')],
  ['doctor', 'recheck', 'reply-internal', '--from', BUNDLE, '--offline'],
  ['logs', join(LOGS, 'owners-403.csv')],
  ['logs', join(LOGS, 'server-errors.csv'), '--full'],
  ['explain', '--event', join(DELIVERIES, 'new-message.json')],
  ['engine', 'start', '--sandbox', 'healthy-chat', '--no-delays'],
  ['engine', 'trigger'],
  ['checks'],
  ['checks', '--coverage'],
  ['checks', '--answers'],
  ['sandbox', 'list'],
  ...some([...CHECK_IDS, ...CAUSE_IDS]).map((id) => ['checks', id]),
];

test.each(PRINTED.map((args) => [args.join(' ').replaceAll(ROOT, '.'), args] as const))(
  '%s',
  async (_line, args) => {
    const cwd = await folderWith();
    const printed = async (width: number) => {
      const { out, err } = await runHere(args, { width, cwd });
      expect(err).not.toContain('opencx-hubspot:');
      return out;
    };
    const known = new Set(wordsIn(await printed(WIDE)));
    const narrow = await printed(NARROW);
    expect(wordsIn(narrow).filter((word) => !known.has(word))).toEqual([]);
    // A single word may be longer than a line; it stands alone then, or behind its mark.
    const wide = narrow
      .split('\n')
      .filter((line) => stringWidth(line) > NARROW && /\S\s+\S+\s+\S/.test(line));
    expect(wide).toEqual([]);
  },
);

/** Without what differs from run to run, and what the place of a word has put around it. */
function wordsIn(text: string): string[] {
  return text
    .replaceAll(/\b(?:[\da-f]+-){4}[\da-f]+\b|\b\d+\s+ms\b|\b127\.0\.0\.1:\d+|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
    .split(/[\s(),]+/)
    .filter((word) => /[a-z]{2}/i.test(word));
}
