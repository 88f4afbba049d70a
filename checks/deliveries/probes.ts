import { logOfPortal } from '../../src/core/delivery-log.ts';
import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { peek } from '../shared/got.ts';
import { defineProbes } from '../shared/probe.ts';
import type { deliveryFacts } from './facts.ts';

export const deliveriesProbes = defineProbes<keyof typeof deliveryFacts>({
  'deliveries.log': {
    after: ({ deliveryLog }) => (deliveryLog ? ['token.introspection', 'account.details'] : []),
    async obtain({ given }, got) {
      const { deliveryLog } = given;
      if (!deliveryLog) {
        throw new EvidenceNotGiven('No log of webhook deliveries was given (--delivery-log FILE).');
      }
      const portalId = peek(got, 'token.introspection')?.hubId ?? peek(got, 'account.details')?.portalId;
      return {
        value: logOfPortal(deliveryLog.logs, portalId ?? given.portalId),
        source: 'file',
        origin: deliveryLog.files.join(', '),
      };
    },
  },
  'deliveries.fates': {
    async obtain({ given: { deliveryLog, journal } }) {
      if (!deliveryLog || !journal?.fatesOf) {
        throw new EvidenceNotGiven('Not both a log of deliveries and a journal were given.');
      }
      return { value: await journal.fatesOf(deliveryLog.answered), origin: journal.file };
    },
  },
});
