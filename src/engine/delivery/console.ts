import type { Delivery } from './delivery.ts';

/**
 * Shows each reply as one line.
 *
 * @param writeLine takes the line without its end
 */
export function createConsoleDelivery(writeLine: (line: string) => void): Delivery {
  return async ({ threadId, message }) => {
    const said = (message.text ?? '').replaceAll(/\s+/g, ' ').trim();
    writeLine(`Reply to the customer of conversation ${threadId}: ${said}`);
    return { channel: 'console' };
  };
}
