/** Entry of a worker thread: reads one part of a log and sends what it found. */
import { parentPort, workerData } from 'node:worker_threads';
import { type PartJob, type PartMessage, readPart } from './part.ts';

const send = (message: PartMessage) => parentPort?.postMessage(message);

send({ read: readPart(workerData as PartJob, (bytes) => send({ bytes })) });
