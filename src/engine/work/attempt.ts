import { type Effect, EffectFailed } from '../effects.ts';

/** Failures after which no further call would get through either. */
const HOPELESS: readonly string[] = ['hubspot-401', 'account-moving', 'daily-limit'];

/**
 * Makes a step that others do not depend on. undefined: it failed, and the failure is kept.
 *
 * @throws EffectFailed where HubSpot would refuse the other steps for the same reason
 */
export function* attempt<T>(
  step: Generator<Effect, T, unknown>,
  failures: EffectFailed[],
): Generator<Effect, T | undefined, unknown> {
  try {
    return yield* step;
  } catch (error) {
    if (!(error instanceof EffectFailed) || HOPELESS.includes(error.reason)) throw error;
    failures.push(error);
    return undefined;
  }
}
