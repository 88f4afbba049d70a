/** Sends an event that was made by hand to the engine beside the console, as HubSpot would, or says what would come of it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { WebhookEvent } from '../../core/event.ts';
import { EvidenceFailure } from '../../core/evidence.ts';
import { isObject } from '../../core/json.ts';
import { keysOf } from '../../engine/decide/keys.ts';
import type { JournalReads } from '../../engine/journal/journal.ts';
import { keptKey } from '../../engine/journal/personal-values.ts';
import { EVENT_KEYS } from '../../engine/trigger/build-delivery.ts';
import { deliveryOf, eventKinds, fieldsOf } from '../../run/engine/by-hand.ts';
import type { EngineDoors } from '../../run/engine/doors.ts';
import type { Kinds } from '../words.ts';
import { foreseen } from './again.ts';
import { eventNamed } from './events.ts';
import { Refusing, type Route } from './route.ts';

export function triggerRoutes(journal: JournalReads, doors: EngineDoors): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/trigger',
      async answer({ query }): Promise<Kinds> {
        const id = query.get('event');
        const event = id === null ? undefined : await eventNamed(journal, id);
        const own = event ? [{ title: `Event ${event.id}, as it came`, fields: fieldsOf(event.event) }] : [];
        return { kinds: [...own, ...(await eventKinds())], names: [...EVENT_KEYS] };
      },
    },
    {
      method: 'POST',
      path: '/api/trigger/foresee',
      answer: async ({ body }) => foreseen(await doors.foreseeDelivered(madeBy(body).event)),
    },
    {
      method: 'POST',
      path: '/api/trigger/send',
      async answer({ body, signal }) {
        const made = madeBy(body);
        const newest = (await journal.list({ limit: 1 }))[0]?.id ?? 0;
        await delivered(doors, made.body);
        return { id: await numberOf(made.event, journal, newest, signal) };
      },
    },
  ];
}

function madeBy(body: unknown): ReturnType<typeof deliveryOf> {
  const { fields } = isObject(body) ? body : {};
  const given = Object.entries(isObject(fields) ? fields : {});
  const texts = given.map(([name, value]) => {
    if (typeof value === 'string') return [name, value];
    throw new Refusing(400, 'The value of a field is a text.');
  });
  return deliveryOf(Object.fromEntries(texts));
}

/** @throws Refusing where the engine does not take it */
async function delivered(doors: EngineDoors, body: string): Promise<void> {
  try {
    const { status, text } = await doors.deliver(body);
    if (status !== 200) throw new Refusing(409, `The engine answered ${status}: ${text}`);
  } catch (error) {
    if (!(error instanceof EvidenceFailure)) throw error;
    throw new Refusing(409, `The delivery was not answered: ${error.message}`, 'Does the engine still run?');
  }
}

/** An engine may keep a delivery first, and take it apart afterwards. */
const TRIES = 40;
const BETWEEN_TRIES_MS = 50;

/** It is among the first that came since. */
const LIKELY = 1_000;

/** The number that a delivered event was given; absent where the engine takes its time. */
async function numberOf(
  event: WebhookEvent,
  journal: JournalReads,
  newest: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const [keyed] = keysOf([event]);
  const key = keyed && keptKey(keyed);
  for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
    const taken = (await journal.list({ after: newest, limit: LIKELY })).find((each) => each.key === key);
    if (taken) return taken.id;
    await delay(BETWEEN_TRIES_MS, undefined, { signal }).catch(() => {});
  }
  return undefined;
}
