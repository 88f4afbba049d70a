import { type Effect, EffectFailed, type EventOutcome, type Work } from '../effects.ts';

/**
 * Runs work to its end. A failed effect is thrown into the work, which may go on without it; what the work does not
 * catch is its end.
 *
 * @throws whatever `carryOut` throws beside `EffectFailed`, and the work's own faults
 */
export async function drive(
  work: Work,
  carryOut: (effect: Effect) => Promise<unknown>,
): Promise<EventOutcome> {
  try {
    let step = work.next();
    while (!step.done) {
      const carried = await settle(carryOut(step.value));
      step = 'failure' in carried ? work.throw(carried.failure) : work.next(carried.result);
    }
    return step.value;
  } catch (error) {
    if (!(error instanceof EffectFailed)) throw error;
    return { status: 'failed', reason: error.reason, summary: error.message };
  }
}

async function settle(result: Promise<unknown>): Promise<{ result: unknown } | { failure: EffectFailed }> {
  try {
    return { result: await result };
  } catch (error) {
    if (error instanceof EffectFailed) return { failure: error };
    throw error;
  }
}
