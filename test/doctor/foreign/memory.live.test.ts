import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { runProcess } from '../../support/cli.ts';
import { PROOF } from '../../support/proof.ts';
import type { Fault } from '../../wire/fault-server.ts';
import { openServer } from '../../wire/open-wire.ts';

const MEGABYTES = 2 ** 20;
/** Of 16 MB each: two members more than is read, or, for the proof, two gigabytes in all. */
const MEMBERS = PROOF ? 128 : 32;

/** Far below what was unpacked when the limit counted packed bytes, far above what the doctor takes for itself. */
const MOST_MEMORY = 350 * MEGABYTES;

const PEAK = "process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS * 1024))";

test('a small answer that unpacks to gigabytes is not held in memory', async () => {
  // One file of many members unpacks to all of them, one after the other.
  const member = gzipSync(Buffer.alloc(16 * MEGABYTES, '['));
  const body = Buffer.concat(Array.from({ length: MEMBERS }, () => member));
  const bomb: Fault = (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`);
    socket.write(body);
  };
  const { url } = await openServer(bomb);
  const { code, out, err } = await runProcess(['doctor', '--no-input', '--format', 'json', '--thread', '1'], {
    env: {
      HUBSPOT_API_URL: url,
      OPENCX_API_URL: url,
      HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000',
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(PEAK)}`,
    },
  });
  expect(code).toBe(3);
  const { causes, evidence } = JSON.parse(out) as Report;
  expect(causes).toEqual([]);
  expect(evidence['token.introspection']?.error).toMatchObject({
    kind: 'parse',
    message: expect.stringContaining('is larger than 20 MB and was not read'),
  });
  expect(Number(/peak (\d+)/.exec(err)?.[1])).toBeLessThan(MOST_MEMORY);
});
