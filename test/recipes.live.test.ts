/** The CI recipes of the README and of the guide: read by their own formats, their commands run by a shell as a runner would run them. */
import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { readSuppressions } from '../src/doctor/suppressions.ts';
import { loadPortal } from '../src/sandbox/portal/portals.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { runAction } from './action.ts';
import { folderWith } from './config/folder.ts';
import { ROOT } from './support/cli.ts';
import { NPX } from './support/npx.ts';

const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';

const RECIPES = ['README.md', 'src/docs/guides/ci.md'];

/** The body of the code block that holds a text. */
async function recipeWith(mark: string): Promise<string> {
  const pages = await Promise.all(RECIPES.map((page) => readFile(join(ROOT, page), 'utf8')));
  const blocks = [...pages.join('').matchAll(/```\w+\n([\s\S]*?)```\n/g)].map(([, body = '']) => body);
  const recipe = blocks.find((body) => body.includes(mark));
  if (recipe === undefined) throw new Error(`There is no recipe with ${mark}.`);
  return recipe;
}

interface Ran {
  code: number;
  out: string;
  cwd: string;
}

/** Runs a command line as a runner does: by a shell, with `npx opencx-hubspot` meaning this checkout. */
async function inShell(line: string, portal: string, more: Record<string, string> = {}): Promise<Ran> {
  const sandbox = await startSandbox(await loadPortal(portal));
  onTestFinished(() => sandbox.close());
  const cwd = await folderWith({
    'bin/npx': NPX,
    '.hubspot-token': `${TOKEN}\n`,
  });
  await chmod(join(cwd, 'bin', 'npx'), 0o755);
  const env = { PATH: `${join(cwd, 'bin')}:${process.env['PATH']}`, HOME: cwd, CI: 'true', ...more };
  const quick = line.replace(/--wait \S+/, '--wait 1s');
  try {
    const { stdout } = await promisify(execFile)('sh', ['-c', quick], {
      cwd,
      env: { ...env, HUBSPOT_API_URL: sandbox.url },
    });
    return { code: 0, out: stdout, cwd };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, out: stdout, cwd };
  }
}

test('GitHub Actions: the action of this repository, with inputs that it has, and the token from a secret', async () => {
  const workflow = parse(await recipeWith('.github/workflows')) as {
    jobs: { connection: { steps: { uses: string; with: Record<string, string> }[] } };
  };
  const [step] = workflow.jobs.connection.steps;
  expect(step?.uses).toMatch(/\/opencx-hubspot@/);
  expect(step?.with['token']).toMatch(/^\$\{\{ secrets\.\w+ \}\}$/);
  const { token: _secret, ...inputs } = step?.with ?? {};
  const quick = inputs['arguments']?.replace(/--wait \S+/, '--wait 1s') ?? '';
  const { code, outputs } = await runAction('owners-scope-missing', { ...inputs, arguments: quick });
  expect({ code, ...outputs }).toMatchObject({ code: 1, status: 'problems', causes: 'owners-scope-missing' });
});

test('a container that is unhealthy for whatever the exit code is not 0, and for nothing else', async () => {
  const [, command = ''] = /^HEALTHCHECK .*? CMD (.+)$/m.exec(await recipeWith('HEALTHCHECK')) ?? [];
  const env = { HUBSPOT_ACCESS_TOKEN: TOKEN };
  expect((await inShell(command, 'owners-scope-missing', env)).code).toBe(1);
  expect((await inShell(command, 'healthy-email', { HUBSPOT_ACCESS_TOKEN: '' })).code).toBe(1);
  expect((await inShell(command, 'healthy-email', env)).code).toBe(0);
});

test('GitLab: a JUnit file that its reader takes', async () => {
  const pipeline = parse(await recipeWith('.gitlab-ci.yml')) as {
    'hubspot-connection': { script: string[]; artifacts: { reports: { junit: string } } };
  };
  const { script, artifacts } = pipeline['hubspot-connection'];
  const { code, cwd } = await inShell(script.join('\n'), 'owners-scope-missing', {
    HUBSPOT_ACCESS_TOKEN: TOKEN,
  });
  expect(code).toBe(1);
  const xml = await readFile(join(cwd, artifacts.reports.junit), 'utf8');
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
    testsuites: Record<string, string>;
  };
  expect(Number(testsuites['@_failures'])).toBeGreaterThan(0);
});

test('cron: a mail when something is wrong, and none when not', async () => {
  const [, line = ''] = /^(?:\S+ ){5}(.+)$/m.exec(await recipeWith('*/15 * * * *')) ?? [];
  const broken = await inShell(line, 'owners-scope-missing');
  expect(broken.out).toMatch(/^PROBLEMS {2}.*owners-scope-missing/);
  expect(broken.out).not.toContain(TOKEN.slice(8));
  expect(await inShell(line, 'healthy-email')).toMatchObject({ code: 0, out: '' });
});

test('the suppressions are read', async () => {
  const folder = await folderWith({ 'accepted.yaml': await recipeWith('suppressions:') });
  expect(await readSuppressions(join(folder, 'accepted.yaml'))).toHaveLength(1);
});
