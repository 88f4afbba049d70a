import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import type { Report } from '../../src/core/report.ts';
import { type Figure, median, milliseconds } from './figures.ts';
import { BIN, timed } from './processes.ts';

const RUNS = 3;
const DEADLINE_S = 3;

/** The whole report when every host takes the connection and never says a word. */
export async function deadHosts(): Promise<Figure[]> {
  const blackhole = await openBlackhole();
  try {
    const env = {
      HUBSPOT_API_URL: blackhole.url,
      OPENCX_API_URL: blackhole.url,
      HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000',
      OPENCX_API_KEY: 'ocx_live_00000000000000000000',
    };
    const args = [BIN, 'doctor', '--no-input', '--format', 'json', '--deadline', String(DEADLINE_S)];
    args.push('--thread', '9001', '--default-user', 'A-7001');
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const { milliseconds: wall, out } = await timed(args, env);
      runs.push({ wall, gathering: (JSON.parse(out) as Report).durationMs });
    }
    const gathering = median(runs.map((run) => run.gathering));
    const wall = median(runs.map((run) => run.wall));
    const bar = milliseconds(DEADLINE_S * 1000);
    return [
      {
        what: `every host dead, --deadline ${DEADLINE_S}: the run`,
        measured: milliseconds(gathering),
        bar,
        met: gathering <= DEADLINE_S * 1000,
      },
      {
        what: `every host dead, --deadline ${DEADLINE_S}: the whole process`,
        measured: milliseconds(wall),
        bar: '',
      },
    ];
  } finally {
    await blackhole.close();
  }
}

async function openBlackhole(): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
