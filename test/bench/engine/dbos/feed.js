/** A program by itself: `feed.js ADDRESS EVENTS LANES` adds events and prints how long it took, in milliseconds, until they were done. */
import { argv, stdout } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOSClient } from '@dbos-inc/dbos-sdk';
import { APPLICATION, QUEUE, WORK } from './queue.js';

const [, , systemDatabaseUrl, events, lanes] = argv;
const client = await DBOSClient.create({ systemDatabaseUrl, applicationName: APPLICATION });
const from = performance.now();
for (let index = 0; index < Number(events); index += Number(lanes)) {
  const wave = Array.from({ length: Number(lanes) }, (_, lane) =>
    client.enqueue({ queueName: QUEUE, workflowName: WORK, queuePartitionKey: String(lane) }),
  );
  await Promise.all(wave);
}
while ((await client.listWorkflows({ status: ['ENQUEUED', 'PENDING'], limit: 1 })).length > 0)
  await sleep(50);
stdout.write(`${performance.now() - from}\n`);
await client.destroy();
