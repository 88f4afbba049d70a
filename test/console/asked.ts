/** Asks a console's API as its page does, and reads the answers. */
import type { EventList, EventRow } from '../../src/console/words.ts';
import { until } from '../cli/engine/engine.ts';
import type { OpenedConsole } from './consoles.ts';

export function asked({ ask }: Pick<OpenedConsole, 'ask'>) {
  const get = async <T>(path: string) => (await (await ask(path)).json()) as T;
  const post = async (path: string, body: object = {}) => {
    const response = await ask(path, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, answer: await response.json() };
  };
  /** The events, as soon as so many of them have ended. */
  const ended = async (count: number): Promise<EventRow[]> => {
    let events: EventRow[] = [];
    await until(async () => {
      ({ events } = await get<EventList>('api/events'));
      return events.filter(({ tookMs }) => tookMs !== undefined).length >= count;
    });
    return events;
  };
  return { get, post, ended };
}
