import { PgBoss } from 'pg-boss';

export const LIBRARY_QUEUE = 'events';

/** The queue's library as whoever has no engine would use it: strict order in a lane, and takeover. */
export async function openLibrary(address: string): Promise<PgBoss> {
  const boss = new PgBoss(address);
  await boss.start();
  const settings = { policy: 'key_strict_fifo', heartbeatSeconds: 10, retryLimit: 3 } as const;
  await boss.createQueue(LIBRARY_QUEUE, settings);
  return boss;
}
