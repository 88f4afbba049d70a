export { effectsOf } from './effects-of.ts';
export { eventsOfThread, type PortalIdentity } from './events-of-thread.ts';
export {
  type ExplainedDecision,
  type Explanation,
  explainEvent,
  explained,
  explainMessage,
  explanationOf,
} from './explain.ts';
