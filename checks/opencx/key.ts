import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';
import { answered, errorOf, obtained, untold } from '../shared/obtained.ts';

const SCOPE = 'chat-sessions:read';

/** A 403 is not a rejected key: OpenCX took it and only refused that one read. */
export default defineCheck({
  id: 'opencx/key',
  title: 'OpenCX accepts its API key',
  causes: ['opencx-key-rejected'],
  needs: [],
  uses: ['opencx.access', 'conversation.session'],
  docs: 'https://docs.open.cx/api-reference/authentication',
  about: `Makes the smallest OpenCX call with the API key that was given. The key is optional and is used to look at sessions only, which needs ${SCOPE}; the integration itself does not use it.`,
  judge(_needed, used) {
    const access = used['opencx.access'];
    const session = used['conversation.session'];
    if (answered(access, 401) || answered(session, 401)) {
      return fail('opencx-key-rejected', {
        summary: 'OpenCX refuses the API key.',
        measured: 'status 401',
        expected: 'status 200',
      });
    }
    if (obtained(access)?.sessionsReadable || session.outcome === 'ok') {
      return pass('OpenCX accepts the API key.');
    }
    if (access.outcome === 'ok') {
      return pass(
        `OpenCX accepts the API key, but the key may not read sessions: give it ${SCOPE} to have them looked at.`,
      );
    }
    if (errorOf(access) || errorOf(session)) return untold(access, session);
    return notApplicable('No OpenCX API key was given; sessions are not looked at.');
  },
});
