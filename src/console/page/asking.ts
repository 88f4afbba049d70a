/** What is asked of the API on somebody's press of a button: under way, and why it was refused. */
import { useState } from 'preact/hooks';
import type { Refused } from './client.ts';

export interface Asking {
  isAsking: boolean;
  trouble: Refused | undefined;
  /** Resolves when it was answered or refused. */
  asking(what: () => Promise<unknown>): Promise<void>;
}

export function useAsking(): Asking {
  const [trouble, setTrouble] = useState<Refused>();
  const [isAsking, setAsking] = useState(false);
  return {
    isAsking,
    trouble,
    asking: async (what) => {
      setAsking(true);
      setTrouble(undefined);
      await what().catch(setTrouble);
      setAsking(false);
    },
  };
}
