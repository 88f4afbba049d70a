/**
 * What a command loads before it has said anything, in bytes of the built program: each byte is read, and mostly evaluated,
 * at every start. The build puts files together by their folders (rolldown.config.js), and a new one may bring much along.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { ROOT, runProcess } from '../support/cli.ts';

const BUNDLE = join(ROOT, 'fixtures', 'bundles', 'two-faults.json');
const FIRST_REQUEST = join(import.meta.dirname, 'first-request.cjs');
const KILOBYTE = 1024;

/** Kilobytes; a little above what there is. */
const MOST = {
  '--version': 125,
  '--help': 125,
  'doctor --help': 125,
  [`doctor --from ${BUNDLE} --exit-zero`]: 530,
  // Nobody answers there, so that all calls are made that need no answer of another.
  'doctor --no-input --exit-zero': 1_130,
};

/** Kilobytes before anything is asked: what is loaded after, is loaded while answers are awaited. */
const MOST_BEFORE_THE_FIRST_REQUEST = 880;

const ENV = {
  HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000',
  HUBSPOT_API_URL: 'http://127.0.0.1:9',
};

/** The files of this package, and of others, that a command line has loaded, as the coverage of V8 lists them. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const folder = await folderWith();
  const { code } = await runProcess(args, { env: { ...ENV, NODE_V8_COVERAGE: folder } });
  expect(code).toBe(0);
  const [file = ''] = await readdir(folder);
  const { result } = JSON.parse(await readFile(join(folder, file), 'utf8')) as { result: { url: string }[] };
  return result.flatMap(({ url }) => (url.startsWith('file:') ? [fileURLToPath(url)] : []));
}

async function kilobytesOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0) / KILOBYTE;
}

test.each(Object.entries(MOST))('%s loads no more than it has to', async (line, most) => {
  const files = await loadedBy(line.split(' '));
  expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
  const kilobytes = await kilobytesOf(files);
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes, files.join('\n')).toBeLessThan(most);
});

test('the first request is sent before anything is loaded that only its answer, the others or the report need', async () => {
  const list = join(await folderWith(), 'loaded');
  const env = { ...ENV, FIRST_REQUEST: list, NODE_OPTIONS: `--require ${FIRST_REQUEST}` };
  const { code } = await runProcess(['doctor', '--no-input', '--exit-zero', '--format', 'json'], { env });
  expect(code).toBe(0);
  const urls = (await readFile(list, 'utf8')).split('\n').filter((url) => url.startsWith('file:'));
  const files = urls.map((url) => fileURLToPath(url));
  const names = files.map((file) => basename(file).replace(/-.{8}\.js$/, ''));
  expect(names).toContain('clients');
  for (const later of ['owners', 'pipelines', 'contacts', 'tickets', 'json', 'report'])
    expect(names).not.toContain(later);
  expect(await kilobytesOf(files), files.join('\n')).toBeLessThan(MOST_BEFORE_THE_FIRST_REQUEST);
});
