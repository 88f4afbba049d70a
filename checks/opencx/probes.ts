import { endIfUnreachable, peek } from '../shared/got.ts';
import { defineProbes } from '../shared/probe.ts';
import type { opencxFacts } from './facts.ts';

export const opencxProbes = defineProbes<keyof typeof opencxFacts>({
  /** A session that was read proves the key already; otherwise the smallest call does. */
  'opencx.access': {
    after: (given) => (given.sessionId ? ['conversation.session'] : []),
    async obtain({ opencx }, got) {
      if (peek(got, 'conversation.session')) return { value: { sessionsReadable: true } };
      endIfUnreachable(got, 'conversation.session');
      return { value: { sessionsReadable: await opencx().sessionsReadable() } };
    },
  },
});
