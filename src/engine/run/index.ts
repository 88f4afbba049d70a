export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { JournalFailed } from './storyteller.ts';
export { systemTimers, type Timers } from './timers.ts';
