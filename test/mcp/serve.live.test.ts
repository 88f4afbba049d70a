/** The server as a host starts it: both generations of the protocol, nothing else on standard output, and an end. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { listening, startProcess } from '../support/cli.ts';
import { GENERATIONS, openAgent } from './client.ts';

/** 3,000 tokens of four bytes. */
const MOST_OF_DEFINITIONS = 12_000;

describe.each(GENERATIONS)('in the %s generation', (generation) => {
  test('lists few tools, all of which only read, for few tokens, and says how to begin', async () => {
    const { client, close } = await openAgent(generation);
    expect(client.getProtocolEra()).toBe(generation);
    const { tools } = await client.listTools();
    expect(tools.length).toBeLessThanOrEqual(8);
    expect(Buffer.byteLength(JSON.stringify(tools))).toBeLessThanOrEqual(MOST_OF_DEFINITIONS);
    for (const { annotations, title, description } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(title && description).toBeTruthy();
    }
    expect(client.getInstructions()).toContain('diagnose');
    await close();
  });

  test('finds what is wrong with a portal, and names the next call', async () => {
    const { call, errors, close } = await openAgent(generation);
    const { text, failed } = await call('diagnose', { sandbox: 'owners-scope-missing' });
    expect(failed).toBe(false);
    expect(text).toMatch(
      /^run r1: problems\n<<<FOUND (\w+): .*\n[\s\S]*\ncause owners-scope-missing \(confirmed; /,
    );
    expect(text).toMatch(
      /\n<<<END \w+>>>\nnext: .* call recheck with cause owners-scope-missing and run r1$/,
    );
    expect(errors()).toBe('');
    await close();
  });
});

const HELLO = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};
const LOOK = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'diagnose', arguments: { sandbox: 'reply-internal' } },
};
const lines = (...messages: readonly object[]) =>
  messages.map((each) => `${JSON.stringify(each)}\n`).join('');

test('standard output carries the protocol and nothing else, whoever writes to it', async () => {
  const cwd = await folderWith({});
  const noise = join(cwd, 'noise.mjs');
  const stray = "console.log('stray'); console.info('stray'); process.stdout.write('{\"stray\":1}\\n');";
  await writeFile(noise, `process.on('SIGUSR2', () => setInterval(() => { ${stray} }, 20).unref());`);
  const child = startProcess(['mcp'], { cwd, env: { NODE_OPTIONS: `--import ${noise}` } });
  const printed = listening(child);
  child.stdin?.write(lines(HELLO));
  while (!printed.out.includes('\n')) await delay(10);
  child.kill('SIGUSR2');
  child.stdin?.write(lines(LOOK));
  while (!printed.out.includes('"id":2')) await delay(10);
  child.stdin?.end();
  await once(child, 'close');
  const answers = printed.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers.map(({ jsonrpc, id }) => ({ jsonrpc, id }))).toEqual([
    { jsonrpc: '2.0', id: 1 },
    { jsonrpc: '2.0', id: 2 },
  ]);
  expect(printed.err).toContain('stray');
});

describe('ends', () => {
  const slow = { ...LOOK, params: { ...LOOK.params, arguments: { sandbox: 'healthy-email' } } };

  test.each([
    ['where standard input is closed', (child: ReturnType<typeof startProcess>) => child.stdin?.end(), 0],
    ['at Ctrl-C', (child: ReturnType<typeof startProcess>) => child.kill('SIGINT'), 130],
  ])('%s, also in the middle of a call', async (_how, end, code) => {
    const child = startProcess(['mcp']);
    const printed = listening(child);
    child.stdin?.write(lines(HELLO));
    while (!printed.out.includes('\n')) await delay(10);
    child.stdin?.write(lines(slow));
    await delay(50);
    end(child);
    const [ended] = await once(child, 'close');
    expect({ ended, err: printed.err }).toEqual({ ended: code, err: '' });
  });
});

test('what is no JSON, and what is no request, ends nothing', async () => {
  const child = startProcess(['mcp']);
  const printed = listening(child);
  child.stdin?.write(`no json\n[]\n{"jsonrpc":"2.0"}\n${lines(HELLO)}`);
  while (!printed.out.includes('"id":1')) await delay(10);
  child.stdin?.end();
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  const said = printed.err.trimEnd().split('\n');
  expect(new Set(said)).toEqual(
    new Set(['opencx-hubspot: A line was no message of the protocol, and was left out.']),
  );
});

test('a message without an end is not kept for ever', async () => {
  const child = startProcess(['mcp']);
  const printed = listening(child);
  // It may be gone before all is written.
  child.stdin?.on('error', () => {});
  child.stdin?.write(Buffer.alloc(11 * 1024 * 1024, 'x'));
  await once(child, 'close');
  expect(printed).toMatchObject({
    out: '',
    err: 'opencx-hubspot: A message was longer than 10 MB, so the connection was ended.\n',
  });
});
