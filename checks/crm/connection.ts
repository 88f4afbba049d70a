import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';

export default defineCheck({
  id: 'crm/connection',
  title: 'HubSpot is connected as a CRM in OpenCX',
  causes: ['crm-not-connected'],
  needs: ['opencx.crmConnected'],
  symptoms: ['crm-panel-empty'],
  docs: troubleshooting('crm-context-panel-is-empty'),
  about:
    'The CRM context panel has a connection of its own under Settings -> CRMs, apart from the one under Settings -> Integrations that makes tickets. No API shows it, so a person is asked.',
  judge(needed) {
    if (needed['opencx.crmConnected']) return pass('HubSpot is connected under Settings -> CRMs.');
    return fail('crm-not-connected', {
      summary:
        'HubSpot is not connected under Settings -> CRMs, and that connection alone fills the CRM context panel.',
      measured: 'not connected',
      expected: 'connected under Settings -> CRMs',
    });
  },
});
