/**
 * A server to measure, as a process of its own: `serve.ts bare` answers 200 to whatever JSON comes, `serve.ts durable FILE`
 * once the body is in a file and on the disk. `serve.ts intake FILE` is the engine's intake with its signature check and a
 * journal on the disk, `serve.ts busy FILE` with an engine at work on what comes. Says its URL.
 * `serve.ts watched FILE` is the latter with a console over its journal, whose URL comes behind. Whoever sends it
 * anything is sent the processor time that it has used.
 */
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openConsole } from '../../../src/console/console.ts';
import { Secret } from '../../../src/core/secret.ts';
import { startIntake } from '../../../src/engine/intake/server.ts';
import type { Journal } from '../../../src/engine/journal/journal.ts';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { engineAtWork } from './at-work.ts';
import { CLIENT_SECRET } from './deliveries.ts';

/** @param keep resolves when the body is where it is to be before the answer */
async function serveBare(keep?: (body: Buffer) => Promise<void>): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      JSON.parse(body.toString('utf8'));
      if (keep) await keep(body);
      response.setHeader('Content-Length', 0);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The plainest server that loses nothing: one write a delivery, synced. */
async function serveDurable(file: string): Promise<string> {
  const kept = await open(file, 'a');
  return serveBare(async (body) => {
    await kept.write(body);
    await kept.datasync();
  });
}

async function serveBusy(journal: Journal): Promise<string> {
  const engine = await engineAtWork(journal);
  return serveIntake(journal, () => engine.accepted());
}

async function serveIntake(journal: Journal, onAccepted = () => {}): Promise<string> {
  const { url } = await startIntake({
    port: 0,
    signature: { check: 'enforce', secret: new Secret(CLIENT_SECRET) },
    journal,
    clock: { now: () => Date.now() },
    onAccepted,
  });
  return url;
}

async function serveWatched(file: string): Promise<string> {
  const journal = await openSqliteJournal(file);
  const { url } = await openConsole({
    about: { title: 'bench', kind: 'engine' },
    journal,
    place: {},
    port: 0,
  });
  return `${await serveBusy(journal)} ${url}`;
}

async function serveKind(kind: string | undefined, file: string): Promise<string> {
  if (kind === 'bare') return serveBare();
  if (kind === 'durable') return serveDurable(file);
  if (kind === 'watched') return serveWatched(file);
  const journal = await openSqliteJournal(file);
  return kind === 'busy' ? serveBusy(journal) : serveIntake(journal);
}

const [, , kind, file = ''] = process.argv;
process.on('message', () => process.send?.(process.cpuUsage()));
process.stdout.write(`${await serveKind(kind, file)}\n`);
