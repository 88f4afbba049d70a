/** Entry of a worker thread: reads one part of a log and sends what it found. */
import { parentPort, workerData } from 'node:worker_threads';
import { type PartJob, type PartRead, readPart } from './part.ts';

export type PartMessage = { bytes: number } | { read: PartRead };

const send = (message: PartMessage) => parentPort?.postMessage(message);

send({ read: readPart(workerData as PartJob, (bytes) => send({ bytes })) });
