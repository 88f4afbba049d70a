/**
 * The console: a local page on which the conversations of an engine can be seen, tried and explained. For the command line,
 * which opens it over a journal or beside a running engine.
 */

import type { JournalReads } from '../engine/journal/journal.ts';
import type { EngineDoors } from '../run/engine/doors.ts';
import { toolVersion } from '../run/package.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { againRoutes } from './api/again.ts';
import { doctorRoutes, foundRoutes } from './api/doctor.ts';
import type { EventPlace } from './api/event-page.ts';
import { eventRoutes } from './api/events.ts';
import { portalRoutes } from './api/portal.ts';
import { Refusing, type Route } from './api/route.ts';
import { triggerRoutes } from './api/trigger.ts';
import { SYMPTOMS_OFFERED } from './doctor/asked.ts';
import { Consultation } from './doctor/consultation.ts';
import type { Looking } from './doctor/looking.ts';
import type { DoctorPage } from './doctor-words.ts';
import { Keys } from './guard.ts';
import { loadPage } from './page-files.ts';
import { ConsoleServer } from './server.ts';
import type { About, DoctorOffer } from './words.ts';

export interface ConsoleOptions {
  about: Omit<About, 'version' | 'canReplay' | 'doctor'>;
  journal: JournalReads;
  place: EventPlace;
  /** Of the engine that writes the journal, where it runs beside the console. */
  doors?: EngineDoors;
  /** The emulated portal that the engine works for. */
  sandbox?: Sandbox;
  /** Looks at the portal, and what it can be asked. */
  doctor?: { looking: Looking; offer: Omit<DoctorOffer, 'symptoms'> };
  /** In its place, a look that is over. */
  found?: DoctorPage;
  /** 0: any that is free. */
  port: number;
  /** Made anew at each start when left out. */
  key?: string;
}

export interface Console {
  /** With the key behind the `#`: for the person at the terminal alone. */
  url: string;
  /** An address that opens the page once, for a program that is started with it. */
  urlOnce(): string;
  close(): Promise<void>;
}

/** @throws UsageError for a port that cannot be had, and where the package is not whole */
export async function openConsole(options: ConsoleOptions): Promise<Console> {
  const { journal, place, port, key, doors, sandbox, doctor, found } = options;
  const keys = new Keys(key);
  const about = {
    ...options.about,
    version: toolVersion(),
    canReplay: doors !== undefined,
    ...(doctor && { doctor: { ...doctor.offer, symptoms: SYMPTOMS_OFFERED } }),
  };
  const consultation = doctor && new Consultation(doctor.looking);
  const routes = [
    ...ownRoutes(about, keys),
    ...eventRoutes(journal, place, consultation ?? (found && { watched: () => once(found) })),
    ...(doors ? [...againRoutes(journal, doors), ...triggerRoutes(journal, doors)] : []),
    ...(sandbox ? portalRoutes(sandbox) : []),
    ...(consultation ? doctorRoutes(consultation) : []),
    ...(found ? foundRoutes(found) : []),
  ];
  const server = new ConsoleServer({ page: await loadPage(), routes, keys, port });
  const address = await server.listen();
  return {
    url: `${address}#key=${keys.key}`,
    urlOnce: () => `${address}#once=${keys.newCode()}`,
    async close() {
      await consultation?.close();
      await server.close();
    },
  };
}

async function* once(page: DoctorPage): AsyncGenerator<DoctorPage> {
  yield page;
}

/** What has to do with the console itself. */
function ownRoutes(about: About, keys: Keys): Route[] {
  return [
    { method: 'GET', path: '/api/about', answer: () => about },
    {
      method: 'POST',
      path: '/api/key',
      open: true,
      answer: ({ body }) => {
        const key = keys.redeem(codeIn(body));
        if (key !== undefined) return { key };
        throw new Refusing(401, 'This address opens the console once, and it was used.', USE_THE_PRINTED_ONE);
      },
    },
  ];
}

const USE_THE_PRINTED_ONE = 'Open the address that the terminal printed.';

function codeIn(body: unknown): string {
  const { code } = (body ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
