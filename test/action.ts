/** Runs action.yml as a runner of GitHub does: inputs put in place, each shell step run, outputs read from files. */
import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { loadPortal } from '../src/sandbox/portal/portals.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { folderWith } from './config/folder.ts';
import { ROOT } from './support/cli.ts';
import { NPX } from './support/npx.ts';

export const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';

interface Step {
  id?: string;
  uses?: string;
  shell?: string;
  env?: Record<string, string>;
  run?: string;
}

export interface Action {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: Step[] };
}

export interface ActionRan {
  code: number;
  out: string;
  err: string;
  outputs: Record<string, string>;
  /** What the page of the run shows. */
  summary: string;
  /** Of the workflow. */
  workspace: string;
}

export async function readAction(): Promise<Action> {
  return parse(await readFile(join(ROOT, 'action.yml'), 'utf8')) as Action;
}

/** The action on an emulated portal; the token is given unless an input says otherwise. */
export async function runAction(portal: string, inputs: Record<string, string> = {}): Promise<ActionRan> {
  const action = await readAction();
  const sandbox = await startSandbox(await loadPortal(portal));
  onTestFinished(() => sandbox.close());
  const workspace = await folderWith({ 'bin/npx': NPX, output: '', 'summary.md': '', 'temp/kept': '' });
  await chmod(join(workspace, 'bin', 'npx'), 0o755);
  const given = { token: TOKEN, ...inputs };
  const step = action.runs.steps.find(({ run }) => run !== undefined);
  if (step?.run === undefined) throw new Error('The action has no step that runs.');
  const runner = {
    PATH: `${join(workspace, 'bin')}:${process.env['PATH']}`,
    HOME: workspace,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_OUTPUT: join(workspace, 'output'),
    GITHUB_STEP_SUMMARY: join(workspace, 'summary.md'),
    RUNNER_TEMP: join(workspace, 'temp'),
    HUBSPOT_API_URL: sandbox.url,
  };
  const words = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run];
  const env = { ...runner, ...withInputs(step.env ?? {}, action, given) };
  const ended = await ran(words, { cwd: workspace, env });
  return {
    ...ended,
    outputs: outputsOf(action, step, await readFile(runner.GITHUB_OUTPUT, 'utf8')),
    summary: await readFile(runner.GITHUB_STEP_SUMMARY, 'utf8'),
    workspace,
  };
}

function ran(words: readonly string[], around: { cwd: string; env: Record<string, string> }) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile('bash', words, around, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

function withInputs(env: Record<string, string>, { inputs }: Action, given: Record<string, string>) {
  const textOf = (name: string) => {
    const input = inputs[name];
    if (!input) throw new Error(`The action has no input ${name}.`);
    return given[name] ?? input.default ?? '';
  };
  for (const name of Object.keys(given)) textOf(name);
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => textOf(input)),
    ]),
  );
}

/** What a later step of the workflow reads. */
function outputsOf({ outputs }: Action, { id }: Step, written: string): Record<string, string> {
  const lines = written.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
  });
  const ofStep = new Map(lines);
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value }]) => {
      const [, step, output = ''] = /^\$\{\{ steps\.([\w-]+)\.outputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      if (step !== id) throw new Error(`The output ${name} is of no step.`);
      return [name, ofStep.get(output) ?? ''];
    }),
  );
}
