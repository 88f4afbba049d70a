export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { eventsToReplay, type ReplayChoice, replay } from './replay.ts';
export { JournalFailed } from './storyteller.ts';
export { systemTimers, type Timers } from './timers.ts';
