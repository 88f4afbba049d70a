import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, createReadStream, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import {
  createConsoleDelivery,
  createFileDelivery,
  createHttpDelivery,
} from '../../../src/engine/outbound/reply-delivery.ts';
import { DeliveryFailed } from '../../../src/engine/ports.ts';
import { answer } from '../../wire/fault-server.ts';
import { openServer, openWire } from '../../wire/open-wire.ts';

const { signal } = new AbortController();
const reply = (text: string) => ({
  threadId: '5001',
  sessionId: 's1',
  message: {
    id: 'm1',
    threadId: '5001',
    type: 'MESSAGE',
    createdAt: '2026-11-22T09:00:00Z',
    text,
    senders: [{ actorId: 'A-7002', name: 'Robin Reed' }],
    recipients: [],
  },
});
const DOCUMENT = {
  threadId: '5001',
  sessionId: 's1',
  messageId: 'm1',
  createdAt: '2026-11-22T09:00:00Z',
  text: 'Hello',
};

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'delivery-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

describe('on the console', () => {
  it('a reply is one line', async () => {
    const lines: string[] = [];
    const deliver = createConsoleDelivery(async (line) => void lines.push(line));
    expect(await deliver(reply('Hello,\n\nI am Robin.'), signal)).toEqual({ channel: 'console' });
    expect(lines).toEqual(['Reply to the customer of conversation 5001: Hello, I am Robin.']);
  });

  it('what a terminal would obey is not passed on', async () => {
    const lines: string[] = [];
    const deliver = createConsoleDelivery(async (line) => void lines.push(line));
    await deliver(reply('\u001b]0;owned\u0007Hello\u009b2J \u202eniboR\u001b[31m!'), signal);
    expect(lines).toEqual(['Reply to the customer of conversation 5001: ]0;owned Hello 2J niboR [31m!']);
  });

  it('what nobody has read is not delivered', async () => {
    const deliver = createConsoleDelivery(() => Promise.reject(new Error('EPIPE')));
    await expect(deliver(reply('Hello'), signal)).rejects.toThrow(DeliveryFailed);
  });
});

describe('in a file', () => {
  it('a reply is one line of JSON, readable by its owner alone', async () => {
    const file = join(await folder(), 'outbox.ndjson');
    expect(await createFileDelivery(file)(reply('Hello'), signal)).toEqual({ channel: 'file' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(DOCUMENT);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('replies at the same time stand one after another, after what is there', async () => {
    const file = join(await folder(), 'outbox.ndjson');
    await createFileDelivery(file)(reply('first'), signal);
    const deliver = createFileDelivery(file);
    const texts = Array.from({ length: 20 }, (_, index) => `${index} ${'x'.repeat(70_000)}`);
    await Promise.all(texts.map((text) => deliver(reply(text), signal)));
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).text)).toEqual(['first', ...texts]);
  });

  it('one that cannot be written fails, and the next one is tried', async () => {
    const path = await folder();
    const deliver = createFileDelivery(path);
    await expect(deliver(reply('a'), signal)).rejects.toThrow(DeliveryFailed);
    await expect(deliver(reply('b'), signal)).rejects.toThrow('EISDIR');
  });
});

describe('in a named pipe', () => {
  async function pipe(): Promise<string> {
    const file = join(await folder(), 'pipe');
    execFileSync('mkfifo', [file]);
    return file;
  }

  it('a reply has come when its reader has it', async () => {
    const file = await pipe();
    const lines = createInterface({ input: createReadStream(file, 'utf8') });
    const deliver = createFileDelivery(file);
    await expect.poll(() => deliver(reply('Hello'), signal).catch(() => null)).toEqual({ channel: 'file' });
    const [line] = await once(lines, 'line');
    expect(JSON.parse(line)).toEqual(DOCUMENT);
  });

  it('one that nobody reads is not delivered', async () => {
    const deliver = createFileDelivery(await pipe());
    await expect(deliver(reply('Hello'), signal)).rejects.toThrow('Nobody reads the pipe');
  });

  it('one that its reader leaves lying is broken off with the engine', async () => {
    const file = await pipe();
    const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    onTestFinished(() => closeSync(reader));
    const stopping = new AbortController();
    const delivered = createFileDelivery(file)(reply('x'.repeat(1_000_000)), stopping.signal);
    setTimeout(() => stopping.abort(new Error('The engine was stopped.')), 50);
    await expect(delivered).rejects.toThrow('The engine was stopped.');
  });
});

describe('at an endpoint', () => {
  it('a reply is a POST, and any 2xx is enough', async () => {
    const server = await openServer(answer(204, ''));
    const url = new Secret(`${server.url}/outbox`);
    const deliver = createHttpDelivery({ wire: openWire({ maxTries: 1 }), url, timeoutMs: 1_000 });
    expect(await deliver(reply('Hello'), signal)).toEqual({ channel: 'http' });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual(DOCUMENT);
  });

  it('a refusal is a failure', async () => {
    const server = await openServer(answer(410, {}));
    const url = new Secret(`${server.url}/outbox`);
    const deliver = createHttpDelivery({ wire: openWire({ maxTries: 1 }), url, timeoutMs: 1_000 });
    await expect(deliver(reply('Hello'), signal)).rejects.toThrow(
      'The delivery endpoint answered with status 410.',
    );
  });
});
