import {
  deliveryFatesSchema,
  type LoggedDeliveries,
  loggedDeliveriesSchema,
} from '../../src/core/delivery-log.ts';
import { fact } from '../shared/fact.ts';
import { type Redaction, redactUrl } from '../shared/redaction.ts';

export const deliveryFacts = {
  'deliveries.log': fact({
    title: "HubSpot's log of webhook deliveries",
    value: loggedDeliveriesSchema,
    sources: ['live', 'file'],
    redact: redactLog,
    absent: {
      status: 'na',
      summary:
        "Not looked at: HubSpot's log of webhook deliveries was not given; save it with `hs app logs --app=ID --type=webhooks --json` and name it with --delivery-log FILE.",
      opens: ['--delivery-log', 'FILE'],
    },
  }),
  'deliveries.fates': fact({
    title: 'what became of delivered events in the journal',
    value: deliveryFatesSchema,
    sources: ['journal'],
    redact: 'stands',
  }),
};

/** Which events were answered is for the journal of this run alone. */
function redactLog({ answeredEvents: _, ...log }: LoggedDeliveries, redaction: Redaction): LoggedDeliveries {
  const { disguise } = redaction;
  return {
    ...log,
    events: log.events.map(({ address, ...row }) => ({
      ...row,
      ...(address !== undefined && { address: disguise.digest(address) }),
    })),
    addresses: log.addresses.map((address) => ({ ...address, ...redactUrl(address, redaction) })),
    troubles: log.troubles.map((each) => ({
      ...each,
      digests: each.digests.map((digest) => disguise.digest(digest)),
    })),
  };
}
