export { decideEnvelope, decideMessage, type EnvelopeGiven, type MessageGiven } from './decide.ts';
export { announcesMessage } from './event-kinds.ts';
export { batchDuplicates, type KeyedEvent, keysOf, laneOf, orderInBatch, redeliveryKey } from './keys.ts';
export type { DuplicateOf } from './rule.ts';
