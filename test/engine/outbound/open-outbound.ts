import type { Message } from '../../../src/core/hubspot/records.ts';
import { EffectFailed } from '../../../src/engine/effects.ts';
import { createOutbound } from '../../../src/engine/outbound/hubspot.ts';
import type { OutboundEffect } from '../../../src/engine/ports.ts';
import { FakePortal } from '../fake-portal.ts';
import { virtualTime } from '../virtual-time.ts';

/** An outbound whose pauses take no time, over a portal in memory with thread `1`. */
export function openOutbound(retries = 3) {
  const time = virtualTime();
  const portal = new FakePortal(time);
  const waits: number[] = [];
  const outbound = createOutbound({
    hubspot: portal.hubspot,
    retries,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      waits.push(milliseconds);
    },
  });
  const { signal } = new AbortController();
  portal.addThread('1');
  return { portal, waits, perform: (effect: OutboundEffect) => outbound.perform(effect, signal), outbound };
}

/** The reason with which an effect failed, or `none`. */
export async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof EffectFailed) return error.reason;
    throw error;
  }
}

export const reply = (inReplyTo: Message, text = 'Hello!'): OutboundEffect => ({
  kind: 'post-message',
  threadId: '1',
  text,
  senderActorId: 'A-7001',
  inReplyTo,
});
