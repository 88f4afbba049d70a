/** A client of others at the other end of a real process: what an agent's host does. */
import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { BIN, terminal } from '../support/cli.ts';

/** Of the protocol: the one that begins with `initialize`, and the one since 2026-07-28. */
export const GENERATIONS = ['legacy', 'modern'] as const;
export type Generation = (typeof GENERATIONS)[number];

/** What stands behind a fence, and the fence. */
export const FENCED = /<<<FOUND (\w+):[\s\S]*<<<END \1>>>/;

/** A form as a person is shown it. */
export interface Form {
  message: string;
  requestedSchema: { properties: Record<string, Record<string, unknown>> };
}

export interface AgentOptions {
  /** Behind `mcp`. */
  args?: readonly string[];
  env?: Record<string, string>;
  cwd?: string;
  /** How a person fills in a form; without it the client has none to show. */
  fillIn?(form: Form): { action: 'accept' | 'decline'; content?: Record<string, unknown> };
}

export interface Agent {
  client: Client;
  /** @returns the text of the answer, and whether it says that something went wrong */
  call(name: string, given?: Readonly<Record<string, unknown>>): Promise<{ text: string; failed: boolean }>;
  /** What the server has printed on standard error. */
  errors(): string;
  close(): Promise<void>;
}

function clientOf(generation: Generation, fillIn: AgentOptions['fillIn']): Client {
  const client = new Client(
    { name: 'test', version: '1' },
    {
      ...(generation === 'modern' && { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
      ...(fillIn && { capabilities: { elicitation: { form: {} } } }),
    },
  );
  if (fillIn)
    client.setRequestHandler('elicitation/create', async ({ params }) => fillIn(params as never) as never);
  return client;
}

async function callOf(client: Client, name: string, given: Readonly<Record<string, unknown>> = {}) {
  const { content, isError = false } = await client.callTool({ name, arguments: { ...given } });
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  return { text, failed: isError };
}

/** The same with the whole program in this process: only the process is left out. */
export async function openAgentHere(
  generation: Generation,
  { args = [], env = {}, cwd = tmpdir(), fillIn }: AgentOptions = {},
): Promise<Agent> {
  const [requests, answers, closing] = [new PassThrough(), new PassThrough(), new AbortController()];
  const { io, printed } = terminal({ env, cwd, signal: closing.signal });
  const ended = run(['mcp', ...args], { ...io, takeStreams: () => ({ requests, answers }) });
  const client = clientOf(generation, fillIn);
  // The two ends of a line are alike.
  await client.connect(new StdioServerTransport(answers, requests));
  const close = async () => {
    await client.close();
    closing.abort();
    await ended;
  };
  onTestFinished(close);
  return { client, call: (name, given) => callOf(client, name, given), errors: () => printed.err, close };
}

export async function openAgent(
  generation: Generation,
  { args = [], env = {}, cwd = tmpdir(), fillIn }: AgentOptions = {},
): Promise<Agent> {
  const client = clientOf(generation, fillIn);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [BIN, 'mcp', ...args],
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env },
    cwd,
    stderr: 'pipe',
  });
  let errors = '';
  transport.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  await client.connect(transport);
  return {
    client,
    call: (name, given) => callOf(client, name, given),
    errors: () => errors,
    close: () => client.close(),
  };
}
