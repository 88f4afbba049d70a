/** A durable queue whose partitions are lanes: one at a time in each. */
export const APPLICATION = 'bench';
export const QUEUE = 'events';
export const WORK = 'work';

/** Polled five times as often as the other library, the least that it takes. */
export const QUEUE_SETTINGS = { partitionConcurrency: 1, minPollingIntervalMs: 100 };
