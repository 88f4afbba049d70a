/**
 * `npm run proof`: tries everything with the full counts, and writes down what was counted, fixtures/PROOF.md. A part that
 * fails keeps no other from being tried, and what ends before its time leaves standing what was known. `npm run proof engine`
 * tries one part again.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv, stderr, stdout } from 'node:process';
import { sumOf } from './figures.ts';
import { keep, keptParts, renewed } from './kept.ts';
import { machine } from './machine.ts';
import type { PartOfProof } from './page.ts';
import { PARTS, type Part } from './parts.ts';
import { runPart } from './run-part.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

for (const part of partsNamed(argv.slice(2))) {
  const tried = await prove(part);
  if (tried.ended !== 'passed') process.exitCode = 1;
  if (tried.ended === 'stopped') break;
  stdout.write(`${await keep(renewed(await keptParts(), tried))}\n`);
}

async function prove(part: Part): Promise<PartOfProof> {
  const at = new Date().toISOString();
  const commit = commitHere();
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-proof-'));
  try {
    const figures = join(folder, 'figures');
    const outcome = await runPart(part, { folder, figures, signal: stopping.signal });
    const counted = sumOf(await readFile(figures, 'utf8').catch(() => ''));
    return { name: part.name, at, commit, machine: machine(), ...outcome, ...counted };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** All of them where none is named. */
function partsNamed(names: readonly string[]): Part[] {
  const unknown = names.find((name) => !PARTS.some((part) => part.name === name));
  if (unknown !== undefined) {
    const known = PARTS.map(({ name }) => `"${name}"`).join(', ');
    stderr.write(`A proof has no part "${unknown}"; its parts: ${known}.\n`);
    process.exit(2);
  }
  return PARTS.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** What is tried, and whether it is what was committed; the page itself is no part of that. */
function commitHere(): string {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', '.', ':!fixtures/PROOF.md', ':!fixtures/proof.json');
  return `${git('rev-parse', '--short=12', 'HEAD')}${changed === '' ? '' : ' with changes'}`;
}
