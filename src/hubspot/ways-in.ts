import type { HubSpotReader } from '../core/ports.ts';
import { withoutGaps } from '../wire/read-answer.ts';
import { email, flag, id, key, line, maybe, page, record } from '../wire/record.ts';
import { contentOf, type HubSpotCalls } from './calls.ts';
import { CONVERSATIONS } from './conversations.ts';

const MOST = 100;

const accounts = page(
  record({
    channelId: key(id),
    name: maybe(line),
    address: maybe(email, { at: 'deliveryIdentifier.value' }),
    active: maybe(flag, { or: false }),
    authorized: maybe(flag, { or: false }),
  }),
);

/** The channel accounts through which a customer can write. */
export function waysInReader({ plain }: HubSpotCalls): Pick<HubSpotReader, 'waysIn'> {
  return {
    waysIn: async () => {
      const query = { limit: String(MOST) };
      const answer = await plain({ path: `${CONVERSATIONS}/channel-accounts`, query });
      return contentOf(accounts, answer)
        .filter(({ active, authorized }) => active && authorized)
        .map(({ channelId, name, address }) => withoutGaps({ channelId, name, address }));
    },
  };
}
