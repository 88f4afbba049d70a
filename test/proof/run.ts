/**
 * `npm run proof`: tries everything with the full counts, and writes down what was counted, fixtures/PROOF.md. A part that
 * fails, or ends before its time, keeps no other from being tried. `npm run proof engine` tries one part and prints what
 * it counted.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv, stdout } from 'node:process';
import { sumOf } from './figures.ts';
import { machine } from './machine.ts';
import { type Outcome, page } from './page.ts';
import { PARTS } from './parts.ts';
import { runPart } from './run-part.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = join(ROOT, 'fixtures', 'PROOF.md');

const named = argv.slice(2);
const wanted = PARTS.filter(({ name }) => named.length === 0 || named.includes(name));
const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-proof-'));
const figures = join(folder, 'figures');
const at = new Date().toISOString();
const commit = commitHere();

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const outcomes: Outcome[] = wanted.map(({ name }) => ({ part: name, ended: 'not run', failed: [] }));
for (const [index, part] of wanted.entries()) {
  if (stopping.signal.aborted) break;
  outcomes[index] = await runPart(part, { folder, figures, signal: stopping.signal });
}

const counted = sumOf(await readFile(figures, 'utf8').catch(() => ''));
const text = page({ at, commit, machine: machine(), outcomes, figures: counted });
if (named.length === 0) await writeFile(PAGE, text);
stdout.write(text);
await rm(folder, { recursive: true });
if (outcomes.some(({ ended }) => ended !== 'passed')) process.exitCode = 1;

/** What is tried, and whether it is what was committed. */
function commitHere(): string {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain') === '' ? '' : ' with changes';
  return `commit ${git('rev-parse', '--short=12', 'HEAD')}${changed}`;
}
