import type { WorkedJournal } from '../../../src/engine/journal/lane-queue.ts';
import { createEngine, type Engine, type EngineOptions } from '../../../src/engine/run/engine.ts';
import { systemTimers } from '../../../src/engine/run/timers.ts';
import { DEFAULT_SETTINGS } from '../../../src/engine/settings.ts';

/**
 * An engine that has started: whatever comes is decided on and ended, since the messages that it names are nowhere.
 *
 * @param perform stands for HubSpot, and is the time that an event takes
 */
export async function engineAtWork(
  journal: WorkedJournal,
  perform: EngineOptions['outbound']['perform'] = async () => null as never,
): Promise<Engine> {
  const engine = createEngine({
    settings: { ...DEFAULT_SETTINGS, aiUser: 'A-1' },
    journal,
    outbound: { perform },
    responder: async () => ({ kind: 'silent' }),
    delivery: async () => ({ channel: 'none' }),
    timers: systemTimers,
    onFault: (fault) => {
      throw fault;
    },
  });
  await engine.start();
  return engine;
}
