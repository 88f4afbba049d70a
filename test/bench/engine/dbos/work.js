/** A worker by itself: `work.js ADDRESS`. Ten milliseconds of waiting are the work on an event. */
import { argv, pid, stdout } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { APPLICATION, QUEUE, QUEUE_SETTINGS, WORK } from './queue.js';

DBOS.setConfig({
  name: APPLICATION,
  systemDatabaseUrl: argv[2],
  executorID: String(pid),
  applicationVersion: '1',
  logLevel: 'error',
});
DBOS.registerWorkflow(async () => sleep(10), { name: WORK });
await DBOS.launch();
await DBOS.registerQueue(QUEUE, QUEUE_SETTINGS);
stdout.write('ready\n');
