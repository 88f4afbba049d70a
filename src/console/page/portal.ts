/** Keeps what the page shows of the emulated portal up to date, and does there what people do. */
import { useEffect, useState } from 'preact/hooks';
import type { PortalPage, ThreadPage } from '../words.ts';
import { ask, type Refused } from './client.ts';

export interface Portal {
  page: PortalPage | undefined;
  /** The conversation that was written on last first. */
  threads: readonly ThreadPage[];
  trouble: Refused | undefined;
  /** As whoever sits at the portal's screens; resolves to what it came to, undefined where it was refused. */
  act<T>(what: string, body: object): Promise<T | undefined>;
  turn(name: string, to: 'break' | 'mend'): Promise<void>;
  /** What is being broken or mended just now. */
  turning: string | undefined;
}

/** How long a delivery is on its way at most, in milliseconds. */
const UNDER_WAY_MS = 1_000;

/** @param version of the journal: what was decided has changed the portal */
export function usePortal(isThere: boolean, version: number): Portal {
  const [page, setPage] = useState<PortalPage>();
  const [threads, setThreads] = useState<readonly ThreadPage[]>([]);
  const [trouble, setTrouble] = useState<Refused>();
  const [turning, setTurning] = useState<string>();
  const look = async () => {
    setThreads(newestFirst(await ask<ThreadPage[]>('/api/portal/threads')));
    setPage(await ask<PortalPage>('/api/portal'));
  };
  useEffect(() => {
    if (isThere) look().catch(() => {});
  }, [isThere, version]);

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

function newestFirst(threads: readonly ThreadPage[]): ThreadPage[] {
  const last = ({ messages }: ThreadPage) => messages.at(-1)?.at ?? '';
  return threads.toSorted((one, other) => (last(one) < last(other) ? 1 : -1));
}
