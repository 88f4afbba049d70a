/**
 * The mutation tester, which is installed beside this file when it is wanted: it is large, and only a proof needs it. Says
 * which mutants there are, and runs the tests against some of them.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';
import type { Mutant, Range } from './draw.ts';

const FOLDER = import.meta.dirname;
const ROOT = join(FOLDER, '..', '..');
const MODULES = join(FOLDER, 'node_modules');
const REPORT = join(MODULES, '.report.json');

/** Sentences are words and no rules; what is said is held by the golden reports. */
const MUTATOR = { excludedMutations: ['StringLiteral'] };

/** One mutant with what became of it (mutation testing report schema 2). */
export interface Tested {
  mutatorName: string;
  replacement: string;
  /** Lines from 1. */
  location: { start: { line: number; column: number }; end: { line: number; column: number } };
  status: 'Killed' | 'Survived' | 'Timeout' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored';
}

/** What was tested of each file, by its path from the root, with its source. */
export type TestedFiles = Readonly<Record<string, { source: string; mutants: readonly Tested[] }>>;

export async function installTester(): Promise<void> {
  if (existsSync(join(MODULES, '@stryker-mutator', 'vitest-runner'))) return;
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  await promisify(execFile)('npm', words, { cwd: FOLDER });
}

/** As far as it is used here. */
interface Instrumenter {
  instrument(
    files: readonly { name: string; content: string; mutate: true }[],
    options: object,
  ): Promise<{ mutants: readonly Mutant[] }>;
}

/** Every way to break what the patterns name. */
export async function mutantsOf(patterns: readonly string[]): Promise<readonly Mutant[]> {
  const names: string[] = [];
  for await (const name of glob(patterns, { cwd: ROOT })) names.push(name);
  const files = names.toSorted().map(async (name) => {
    const content = await readFile(join(ROOT, name), 'utf8');
    return { name, content, mutate: true } as const;
  });
  const path = createRequire(join(MODULES, '@stryker-mutator', 'core', 'package.json')).resolve(
    '@stryker-mutator/instrumenter',
  );
  const { Instrumenter } = (await import(path)) as { Instrumenter: new (logger: object) => Instrumenter };
  const quiet = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
  const options = { plugins: null, ignorers: [], ...MUTATOR };
  const { mutants } = await new Instrumenter(quiet).instrument(await Promise.all(files), options);
  return mutants.filter(({ mutatorName }) => !MUTATOR.excludedMutations.includes(mutatorName));
}

/** Runs the tests that reach each mutant in these places until one fails. */
export async function testMutants(ranges: readonly Range[]): Promise<TestedFiles> {
  const config = join(MODULES, '.stryker.config.json');
  await writeFile(config, JSON.stringify(configFor(ranges)));
  const command = join(MODULES, '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const child = spawn(execPath, [command, 'run', config], {
    cwd: ROOT,
    // Tests that are run on broken rules count for nothing.
    env: { ...env, PROOF: '', PROOF_FIGURES: '' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The mutation tester ended with ${code}.`);
  return (JSON.parse(await readFile(REPORT, 'utf8')) as { files: TestedFiles }).files;
}

function configFor(ranges: readonly Range[]): object {
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', join(FOLDER, 'at-once.ts')],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    mutate: ranges.map(patternOf),
    mutator: MUTATOR,
    concurrency: 1,
    // A busy machine must neither end the first run of all tests nor pass for a mutant that runs for ever.
    dryRunTimeoutMinutes: 60,
    timeoutMS: 30_000,
    reporters: ['json', 'at-once', 'progress-append-only'],
    jsonReporter: { fileName: REPORT },
    tempDirName: '.mutation',
    ignorePatterns: ['dist', 'coverage', 'test/bench', 'test/peers'],
    allowConsoleColors: false,
    // It would rewrite tsconfig.json by an interface that the compiler no longer has.
    tsconfigFile: 'none',
  };
}

function patternOf({ fileName, location: { start, end } }: Range): string {
  return `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}
