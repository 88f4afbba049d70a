/**
 * A server to measure, as a process of its own: `serve.ts bare` answers 200 to whatever JSON comes, and
 * `serve.ts intake FILE` is the engine's intake with its signature check and a journal on the disk. Says its URL.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '../../../src/core/secret.ts';
import { startIntake } from '../../../src/engine/intake/server.ts';
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

async function serveIntake(file: string): Promise<string> {
  const { url } = await startIntake({
    port: 0,
    signature: { check: 'enforce', secret: new Secret(CLIENT_SECRET) },
    journal: await openSqliteJournal(file),
    clock: { now: () => Date.now() },
    onAccepted: () => {},
  });
  return url;
}

const [, , kind, file = ''] = process.argv;
process.stdout.write(`${kind === 'bare' ? await serveBare() : await serveIntake(file)}\n`);
