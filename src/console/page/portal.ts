/** Keeps what the page shows of the emulated portal up to date, and does there what people do. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PortalPage, ThreadList, ThreadPage } from '../words.ts';
import { ask, type Refused } from './client.ts';

export interface Portal {
  page: PortalPage | undefined;
  /** The conversation that was written on last first. */
  threads: readonly ThreadPage[];
  /** How many conversations are not listed. */
  others: number;
  trouble: Refused | undefined;
  /** As whoever sits at the portal's screens; resolves to what it came to, undefined where it was refused. */
  act<T>(what: string, body: object): Promise<T | undefined>;
  turn(name: string, to: 'break' | 'mend'): Promise<void>;
  /** What is being broken or mended just now. */
  turning: string | undefined;
}

/** How long a delivery is on its way at most, in milliseconds. */
const UNDER_WAY_MS = 1_000;

/**
 * @param version of the journal: what was decided has changed the portal
 * @param chosen id of the conversation that is shown, which is listed in any case
 */
export function usePortal(isThere: boolean, version: number, chosen: string | undefined): Portal {
  const [page, setPage] = useState<PortalPage>();
  const [{ threads, others }, setThreads] = useState<ThreadList>({ threads: [], others: 0 });
  const query = useRef('');
  query.current = chosen === undefined ? '' : `?thread=${chosen}`;
  const [trouble, setTrouble] = useState<Refused>();
  const [turning, setTurning] = useState<string>();
  const [look] = useState(() =>
    oneAtATime(async () => {
      setThreads(await ask<ThreadList>(`/api/portal/threads${query.current}`));
      setPage(await ask<PortalPage>('/api/portal'));
    }),
  );
  useEffect(() => {
    if (isThere) look().catch(() => {});
  }, [isThere, version, chosen]);

  async function trying<T>(what: () => Promise<T>): Promise<T | undefined> {
    setTrouble(undefined);
    try {
      return await what();
    } catch (error) {
      setTrouble(error as Refused);
      return undefined;
    }
  }

  return {
    page,
    threads,
    others,
    trouble,
    turning,
    act: (what, body) =>
      trying(async () => {
        const done = await ask<never>(`/api/portal/act/${what}`, body);
        await look();
        // A delivery that does not arrive changes nothing in the journal.
        setTimeout(() => look().catch(() => {}), UNDER_WAY_MS);
        return done;
      }),
    turn: async (name, to) => {
      setTurning(name);
      await trying(async () => setPage(await ask<PortalPage>(`/api/portal/${to}/${name}`, {})));
      setTurning(undefined);
    },
  };
}

/** However often it is asked for while it is under way, it is done once more after that. */
function oneAtATime(what: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = () => {
    next = undefined;
    current = what().finally(() => {
      current = undefined;
    });
    return current;
  };
  return () => {
    if (current === undefined) return begin();
    next ??= current.then(begin, begin);
    return next;
  };
}
