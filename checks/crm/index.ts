/** Can OpenCX find the customer in the CRM? */

import { area } from '../shared/area.ts';
import connection from './connection.ts';
import contactMatch from './contact-match.ts';
import { crmProbes } from './probes.ts';

export const crm = area('crm', {
  checks: [connection, contactMatch],
  probes: crmProbes,
});
