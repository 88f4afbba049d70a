import { defineCheck } from '../shared/define-check.ts';
import { pass, unknown } from '../shared/judgement.ts';
import { documented } from './docs.ts';
import { seconds } from './wording.ts';

export default defineCheck({
  id: 'proof/seen-in-hubspot',
  title: 'A test message appears in HubSpot',
  causes: [],
  needs: ['proof.message'],
  docs: documented,
  about:
    'A live test (`opencx-hubspot prove`) asks for a message with a mark of its own and looks for it among the conversations of the portal. A message that does not come is no finding: it may have been sent late, elsewhere, or not at all.',
  judge(needed) {
    const { seen, ms, mark, threadId } = needed['proof.message'];
    if (seen) {
      return pass(`The test message stands in HubSpot, in conversation ${threadId}.`, {
        measured: `seen after ${seconds(ms)}`,
      });
    }
    return unknown(
      `No message with ${mark} came to HubSpot within ${seconds(ms)}: was it sent, with the mark, to an address or a chat of a HubSpot inbox? Mail to an address of OpenCX's own never reaches HubSpot.`,
      { measured: `not seen within ${seconds(ms)}`, expected: `a message with ${mark}` },
    );
  },
});
