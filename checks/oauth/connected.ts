import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { questionIn } from '../facts.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Finding, fail, manual, pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import type { ConnectionState } from './facts.ts';

const BY_TOKEN =
  'HubSpot is connected with a token, so OpenCX shows no OAuth connection; token/accepted says whether HubSpot takes the token.';

/**
 * OpenCX's screen is the only witness. "Reconnect required" names its own reason; an error names none, so every reason
 * that the answers do not rule out is possible, and no more than that.
 */
export default defineCheck({
  id: 'oauth/connected',
  title: 'OpenCX shows the OAuth connection as active',
  causes: ['oauth-install-revoked', 'oauth-wrong-portal', 'oauth-not-admin', 'oauth-consent-canceled'],
  needs: ['opencx.connectionState'],
  uses: [
    'oauth.approvedBy',
    'oauth.approvedPortal',
    'portal.expected',
    'token.introspection',
    'account.details',
  ],
  notFor: { 'legacy-app': BY_TOKEN, 'project-app': BY_TOKEN, 'service-key': BY_TOKEN },
  symptoms: ['oauth-connect-fails'],
  docs: troubleshooting('oauth-connect-or-reconnect-fails'),
  about:
    'With OAuth, OpenCX holds the tokens and renews them by itself, so what it shows under Settings -> Integrations -> HubSpot is all that can be known of the connection. "Reconnect required" means that HubSpot refused to renew it: the app was removed or its permissions were changed. Where an error is shown, it is asked who approved the connection, and for which HubSpot account.',
  judge(needed, used, mode) {
    const state = needed['opencx.connectionState'];
    const approvedBy = obtained(used['oauth.approvedBy']);
    const approved = obtained(used['oauth.approvedPortal']);
    const named = obtained(used['portal.expected']);
    const seen = portalOfToken(used);
    const meant = named ?? seen;
    const noAdmin = state !== 'active' && approvedBy === 'other';
    const elsewhere = approved !== undefined && meant !== undefined && approved !== meant;

    if (state === 'active' && approved === undefined) {
      return manual(
        'OpenCX shows the OAuth connection as active; for which HubSpot account is not said.',
        questionIn(mode, 'oauth.approvedPortal'),
      );
    }
    if (state === 'active' && meant === undefined) {
      return unknown(
        `OpenCX shows the OAuth connection as active, approved for account ${approved}. Which account is meant is not said: name it with --portal ID.`,
        { measured: `active, approved for account ${approved}` },
      );
    }
    if (state === 'active' && !elsewhere) {
      return pass('OpenCX shows the OAuth connection as active, for the account that is meant.', {
        measured: 'active',
      });
    }
    const known: Finding[] = [];
    if (state === 'reconnect-required') known.push({ cause: 'oauth-install-revoked' });
    if (elsewhere) {
      // A token of another account than the one that is meant would make the right account look like the wrong one.
      const confidence = named === undefined ? 'possible' : 'likely';
      known.push({ cause: 'oauth-wrong-portal', confidence, details: { portal: approved, expected: meant } });
    }
    if (noAdmin) {
      known.push({ cause: 'oauth-not-admin', confidence: 'likely', details: { told: true } });
    }
    const [first = consentCanceled, ...rest] = known;
    const open = known.length > 0 ? rest : notRuledOut(approvedBy, approved, meant);
    const unsaid = UNSAID.find((key) => used[key].outcome === 'missing');
    return fail([first, ...open], {
      summary: SUMMARIES[state](elsewhere ? approved : undefined),
      measured: [
        IN_WORDS[state],
        ...(elsewhere ? [`approved for account ${approved}`] : []),
        ...(noAdmin ? ['approved by a user who is no super admin'] : []),
      ].join(', '),
      ...(known.length === 0 && unsaid && { question: questionIn(mode, unsaid) }),
      expected: elsewhere ? `active, approved for account ${meant}` : 'active',
    });
  },
});

/** Asked for where nothing names the reason, in this order. */
const UNSAID = ['oauth.approvedBy', 'oauth.approvedPortal'] as const;

const consentCanceled: Finding = { cause: 'oauth-consent-canceled', confidence: 'possible' };

/** Beside a consent that was not given: reasons that nobody's answer speaks against. */
function notRuledOut(
  approvedBy: string | undefined,
  approved: number | undefined,
  meant: number | undefined,
): Finding[] {
  return [
    ...(approved === undefined || meant === undefined
      ? [{ cause: 'oauth-wrong-portal', confidence: 'possible' } as const]
      : []),
    ...(approvedBy === undefined ? [{ cause: 'oauth-not-admin', confidence: 'possible' } as const] : []),
  ];
}

/** Any token of the account serves to look at it, so its account is the one that is looked at. */
function portalOfToken(used: {
  'token.introspection': Evidence<{ hubId?: number }>;
  'account.details': Evidence<{ portalId?: number }>;
}): number | undefined {
  return obtained(used['token.introspection'])?.hubId ?? obtained(used['account.details'])?.portalId;
}

const IN_WORDS: Record<ConnectionState, string> = {
  active: 'active',
  'action-recommended': 'Action recommended',
  'reconnect-required': 'Reconnect required',
  error: 'an error, or no connection',
};

/** @param elsewhere the account that was approved, where it is not the one that is meant */
const SUMMARIES: Record<ConnectionState, (elsewhere: number | undefined) => string> = {
  active: (elsewhere) =>
    `OpenCX shows the connection as active, and account ${elsewhere} was approved, which is not the one that is looked at.`,
  'action-recommended': () =>
    'OpenCX shows "Action recommended": it still works with a token, and no OAuth connection has come about. If nobody has tried to make one yet, nothing is broken by it; look again with --mode legacy-app.',
  'reconnect-required': () =>
    'OpenCX shows "Reconnect required": HubSpot refuses to renew the connection, because the app was removed there or its permissions were changed.',
  error: () => 'OpenCX shows an error, or nothing, where the OAuth connection should stand.',
};
