import * as v from 'valibot';
import { contactSchema } from '../../src/core/hubspot/records.ts';
import { redactContact } from '../conversation/redaction.ts';
import { yesNo } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';
import { each } from '../shared/redaction.ts';

export const crmFacts = {
  'opencx.crmConnected': fact({
    title: 'the CRM connection in OpenCX',
    value: v.boolean(),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Does Settings -> CRMs in OpenCX show HubSpot as connected? This is not the connection under Settings -> Integrations; no means that the CRM panel stays empty.',
      answer: yesNo,
      place: (places) => places.openCxCrms(),
    },
  }),
  'conversation.contactMatches': fact({
    title: 'HubSpot contacts with that email address',
    value: v.array(contactSchema),
    sources: ['live'],
    redact: each(redactContact),
  }),
};
