import { setTimeout as sleep } from 'node:timers/promises';
import type { Written } from '../../../src/sandbox/people/customer.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Random } from '../run/random.ts';

const THREADS_AT_ONCE = 8;
const PAUSE_MS = 12;
const WORDS = ['Where is my order?', 'Is it on its way?', 'I want to speak to a person.', 'Thank you!'];

/** Customers and a rep who write in the portal, some of them for longer than the AI answers. */
export interface Customers {
  /** What customers wrote, oldest first. */
  written: readonly Written[];
  /** What the rep wrote in public; each text is there once. */
  repTexts: readonly string[];
  write(messages: number): Promise<void>;
}

export function customersOf(sandbox: Sandbox, random: Random): Customers {
  const written: Written[] = [];
  const repTexts: string[] = [];

  async function open(): Promise<void> {
    const number = written.length;
    const by =
      random.chance(0.7) || number === 0
        ? { channel: 'email' as const, email: `customer-${number}@example.test` }
        : { channel: 'chat' as const };
    written.push(await sandbox.customerWrites('new', 'Hello, where is my order?', by));
  }

  async function goOn(): Promise<void> {
    const threads = [...new Set(written.map(({ threadId }) => threadId))].slice(-THREADS_AT_ONCE);
    const threadId = random.pick(threads);
    if (random.chance(0.1)) {
      const text = `It left on the ${repTexts.length + 1}th.`;
      repTexts.push(text);
      await sandbox.repReplies(threadId, text);
    }
    written.push(await sandbox.customerWrites(threadId, random.pick(WORDS)));
  }

  return {
    written,
    repTexts,
    async write(messages) {
      for (let message = 0; message < messages; message += 1) {
        if (written.length === 0 || random.chance(0.2)) await open();
        else await goOn();
        await sleep(random.below(PAUSE_MS));
      }
    },
  };
}
