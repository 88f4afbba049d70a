export { decideEnvelope, decideMessage, type EnvelopeGiven, type MessageGiven } from './decide.ts';
export { announcesMessage } from './event-kinds.ts';
export { batchDuplicates, laneOf, orderInBatch, redeliveryKey } from './keys.ts';
export type { DuplicateOf } from './rule.ts';
