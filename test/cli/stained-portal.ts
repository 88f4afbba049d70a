import type { IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { hostThat } from './hosts.ts';

/** Fields of HubSpot's answers that hold what somebody typed, in no form of their own. */
const TYPED = new Set(['name', 'errorMessage', 'text', 'richText', 'subject', 'firstName', 'lastName']);

/**
 * A working portal behind somebody who adds a text to whatever people have typed, and to the headers.
 *
 * @returns its address
 */
export async function stainedPortal(name: string, stain: string): Promise<string> {
  const sandbox = await startSandbox(await loadPortal(name));
  onTestFinished(() => sandbox.close());
  return hostThat(async (request, response) => {
    const { status, body } = await asked(sandbox.url, request);
    const stained = JSON.stringify(JSON.parse(body), (key, value) =>
      TYPED.has(key) && typeof value === 'string' ? `${value} ${stain}` : value,
    );
    const header = Buffer.from(stain)
      .toString('latin1')
      .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'X-HubSpot-Correlation-Id': header,
      'X-Said': header,
    });
    response.end(stained);
  });
}

async function asked(host: string, request: IncomingMessage): Promise<{ status: number; body: string }> {
  let sent = '';
  for await (const chunk of request) sent += chunk;
  const { url, method = 'GET', headers } = request;
  const answer = await fetch(`${host}${url}`, {
    method,
    headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
    ...(sent !== '' && { body: sent }),
  });
  return { status: answer.status, body: await answer.text() };
}
