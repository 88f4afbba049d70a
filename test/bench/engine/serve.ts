/**
 * A server to measure, as a process of its own: `serve.ts bare` answers 200 to whatever JSON comes, and
 * `serve.ts intake FILE` is the engine's intake with its signature check and a journal on the disk. Says its URL.
 * `serve.ts watched FILE` is that with a console over its journal, whose URL comes behind. Whoever has started it with a
 * channel and sends it anything is sent the processor time that it has used.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openConsole } from '../../../src/console/console.ts';
import { Secret } from '../../../src/core/secret.ts';
import { startIntake } from '../../../src/engine/intake/server.ts';
import type { Journal } from '../../../src/engine/journal/journal.ts';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { CLIENT_SECRET } from './deliveries.ts';

async function serveBare(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString('utf8'));
      response.setHeader('Content-Length', 0);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function serveIntake(journal: Journal): Promise<string> {
  const { url } = await startIntake({
    port: 0,
    signature: { check: 'enforce', secret: new Secret(CLIENT_SECRET) },
    journal,
    clock: { now: () => Date.now() },
    onAccepted: () => {},
  });
  return url;
}

async function serveWatched(file: string): Promise<string> {
  const journal = await openSqliteJournal(file);
  process.on('message', () => process.send?.(process.cpuUsage()));
  const { url } = await openConsole({
    about: { title: 'bench', kind: 'engine' },
    journal,
    place: {},
    port: 0,
  });
  return `${await serveIntake(journal)} ${url}`;
}

async function serveKind(kind: string | undefined, file: string): Promise<string> {
  if (kind === 'bare') return serveBare();
  return kind === 'watched' ? serveWatched(file) : serveIntake(await openSqliteJournal(file));
}

const [, , kind, file = ''] = process.argv;
process.stdout.write(`${await serveKind(kind, file)}\n`);
