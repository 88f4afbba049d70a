import { OWNERS_SCOPE, scopeWords } from '../../src/core/hubspot/scopes.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { prove } from '../shared/fix.ts';
import { after, detail, inWords, listDetail } from '../shared/wording.ts';
import { grantScopes } from '../webhooks/app-edits.ts';

export const SCOPE_CAUSES = defineCauses({
  'owners-scope-missing': {
    owner: 'hubspot-admin',
    title: () =>
      `The HubSpot app may not read owners (${OWNERS_SCOPE}), so inbound email makes no OpenCX session`,
    // Not `scope-missing`: without owners the others may be missing too, and granting this one does not grant them.
    leads: ['event-failed', 'session-missing'],
    fixes: (context) =>
      grantScopes(
        context,
        [OWNERS_SCOPE],
        prove(context, 'scopes/owners-read'),
        'Then send a fresh test email: its session should appear in the OpenCX inbox. Emails that came before get none afterwards.',
      ),
  },
  'scope-missing': {
    owner: 'hubspot-admin',
    title: (details) => {
      const scopes = listDetail(details, 'scopes').map(scopeWords);
      const breaks = detail(details, 'breaks');
      if (scopes.length === 0) return after('The HubSpot app lacks a scope that OpenCX needs', breaks);
      const noun = scopes.length === 1 ? 'the scope' : 'the scopes';
      return after(`The HubSpot app lacks ${noun} ${inWords(scopes)}`, breaks);
    },
    leads: ['ticket-missing', 'handoff-comment-missing', 'event-failed', 'session-missing'],
    fixes: (context) =>
      grantScopes(
        context,
        listDetail(context.details, 'scopes'),
        prove(context, 'scopes/required'),
        'Then start a fresh test conversation: what did not work before should work in it. What failed for want of the scope is not tried again by itself.',
      ),
  },
});
