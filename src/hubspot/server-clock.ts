/** HubSpot's own time, as far as its answers have told it: this machine's clock may be minutes off. */
import type { Clock } from '../core/ports.ts';
import type { JsonApi } from '../wire/json-api.ts';

export interface ServerClock extends Clock {
  /** The same API, whose answers set the clock. */
  readBy(api: JsonApi): JsonApi;
}

/** @param machine what it goes by until an answer has come */
export function serverClock(machine: Clock): ServerClock {
  let aheadMs = 0;
  return {
    now: () => machine.now() + aheadMs,
    readBy: (api) => async (request) => {
      const answer = await api(request);
      const shown = answer.status < 300 ? Date.parse(answer.headers['date'] ?? '') : Number.NaN;
      if (!Number.isNaN(shown)) aheadMs = shown - machine.now();
      return answer;
    },
  };
}
