import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';

/** OpenCX shows no token that it holds, so a token that works here may still not be the one that OpenCX works with. */
export default defineCheck({
  id: 'token/in-opencx',
  title: 'This very token was pasted and saved in OpenCX after it was made',
  causes: ['token-not-saved'],
  needs: ['opencx.tokenSaved'],
  after: ['token/accepted'],
  notFor: { oauth: 'HubSpot is connected with OAuth, so no token is pasted into OpenCX.' },
  symptoms: ['connection-test-fails', 'delivered-but-ignored'],
  docs: troubleshooting('connection-test-fails'),
  about:
    'A token that was made or rotated in HubSpot works from here at once, while OpenCX goes on with the one that was last saved there. OpenCX shows none that it holds and no API tells it, so a person is asked.',
  judge(needed) {
    if (needed['opencx.tokenSaved']) return pass('This token was saved in OpenCX after it was made.');
    return fail('token-not-saved', {
      summary: 'This token was not saved in OpenCX, which goes on with the one that it was given before.',
      measured: 'not saved since it was made',
      expected: 'pasted and saved in OpenCX',
    });
  },
});
