import type { EvidenceValues } from '../../../checks/facts.ts';
import { SCOPE_RULES } from '../../../src/core/hubspot/scopes.ts';
import { all, answered, known, type States } from './state.ts';

export const PORTAL = 1020304;
const OTHER_PORTAL = 5060708;

const SCOPES = SCOPE_RULES.map(({ name }) => name);
const SCOPELESS = { hubId: PORTAL, appId: 2011410, userId: 7003 };
const having = (...scopes: readonly string[]) => ({ ...SCOPELESS, scopes: [...scopes] });
const without = (...names: readonly string[]) => having(...SCOPES.filter((name) => !names.includes(name)));

const FORM: EvidenceValues['token.form'] = {
  kind: 'hubspot-app',
  faults: [],
  usable: true,
  region: 'na1',
  lastFour: '0000',
  length: 44,
  origin: 'environment',
};
const { region: _, ...WITHOUT_REGION } = FORM;
const { lastFour: __, ...WITHOUT_END } = WITHOUT_REGION;

export const TOKEN_STATES = {
  'token.form': all(
    {
      'as it should be': FORM,
      'with Bearer': { ...FORM, faults: ['bearer-prefix'], length: 51 },
      'with quotes and blanks': { ...FORM, faults: ['quotes', 'blanks'] },
      'cut off': { ...WITHOUT_REGION, faults: ['cut-off'], usable: false, length: 40 },
      'a placeholder': {
        ...WITHOUT_END,
        kind: 'unknown',
        faults: ['placeholder'],
        usable: false,
        length: 10,
      },
      'the name of a variable': { ...FORM, kind: 'unknown', faults: ['variable-name'], usable: false },
      'an OpenCX key': { ...WITHOUT_REGION, kind: 'opencx-key', usable: false },
      'an OAuth token': { ...WITHOUT_REGION, kind: 'hubspot-oauth', usable: false, origin: 'token file' },
      'a personal access key': { ...WITHOUT_REGION, kind: 'hubspot-cli-key', usable: false },
      'a bare uuid': { ...WITHOUT_REGION, kind: 'bare-uuid', usable: false },
      'nothing that is known': { ...WITHOUT_END, kind: 'unknown', usable: false },
    },
    'given',
  ),
  'token.introspection': {
    ...all({
      'every scope': having(...SCOPES),
      'without the owners': without('crm.objects.owners.read'),
      'without tickets and contacts': without('tickets', 'crm.objects.contacts.write', 'files'),
      'reading tickets alone': having(
        ...SCOPES.filter((name) => name !== 'tickets'),
        'crm.objects.tickets.read',
      ),
      'without deals': without('crm.objects.deals.read'),
      'without automation': without('automation'),
      'of another portal': { ...having(...SCOPES), hubId: OTHER_PORTAL },
      'without ids': { scopes: [] },
    }),
    'another region': answered(488, { region: 'eu1' }),
    'another region, unnamed': answered(488),
    'an expired token': answered(401, { category: 'EXPIRED_AUTHENTICATION' }),
    'an unreadable token': answered(401, { unreadableToken: true }),
    'a 401 without a word': answered(401),
    'a creator who left': answered(403, { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' }),
  },
  'connection.mode': all(
    {
      'legacy app': 'legacy-app',
      'project app': 'project-app',
      'service key': 'service-key',
      OAuth: 'oauth',
    },
    'stated',
  ),
  'opencx.tokenSaved': all({ saved: true, 'not saved': false }, 'stated'),
  'portal.linked': all(
    {
      'the same': { portalId: PORTAL, region: 'na1' },
      'the same in another region': { portalId: PORTAL, region: 'eu1' },
      'another one': { portalId: OTHER_PORTAL, region: 'eu1' },
      'another one without a region': { portalId: OTHER_PORTAL },
    },
    'given',
  ),
  'portal.expected': all({ 'the same': PORTAL, 'another one': OTHER_PORTAL }, 'given'),
  'scopes.reads': all({
    'all of them': {
      granted: [
        'conversations.read',
        'tickets',
        'crm.objects.contacts.read',
        'crm.objects.owners.read',
        'crm.objects.companies.read',
        'crm.objects.deals.read',
      ],
      refused: [],
    },
    'without the owners': { granted: ['conversations.read'], refused: ['crm.objects.owners.read'] },
    'without companies': { granted: ['conversations.read'], refused: ['crm.objects.companies.read'] },
    'nothing told': { granted: [], refused: [] },
  }),
  'owners.read': {
    ...all({ readable: { readable: true } as const }),
    'refused for another scope': answered(403, {
      category: 'MISSING_SCOPES',
      scopes: { form: 'all', names: ['tickets'] },
    }),
    'refused without a word': answered(403),
    'a creator who left': answered(403, { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' }),
  },
  'account.details': {
    ...all({
      'as it should be': { portalId: PORTAL, uiDomain: 'app.hubspot.com', region: 'na1' },
      'of another portal': { portalId: OTHER_PORTAL, uiDomain: 'app-eu1.hubspot.com', region: 'eu1' },
      'without a region': { portalId: PORTAL },
      'with an unreadable region': { portalId: PORTAL, region: 'na1', unreadable: ['region'] },
    }),
    'another region': answered(488, { region: 'eu1' }),
  },
  'account.usage': all({
    little: { used: 4210, limit: 625_000 },
    'just below the warning': { used: 799, limit: 1000, resetsAt: '2026-11-21T05:00:00.000Z' },
    'at the warning': { used: 800, limit: 1000, resetsAt: '2026-11-21T05:00:00.000Z' },
    'one below the end': { used: 999, limit: 1000 },
    'used up': { used: 1000, limit: 1000, resetsAt: '2026-11-21T05:00:00.000Z' },
    'beyond the end': { used: 1500, limit: 1000 },
    'no limit told': { used: 5, limit: 0 },
  }),
  'opencx.access': all({
    taken: { sessionsReadable: true },
    'without sessions': { sessionsReadable: false },
  }),
  'opencx.connectionState': all(
    {
      active: 'active',
      'action recommended': 'action-recommended',
      'reconnect required': 'reconnect-required',
      error: 'error',
    },
    'stated',
  ),
  'oauth.approvedBy': all({ 'a super admin': 'super-admin', 'another user': 'other' }, 'stated'),
  'oauth.approvedPortal': all({ 'the same': PORTAL, 'another one': OTHER_PORTAL }, 'stated'),
  'logs.refusals': logs(),
} satisfies { [K in keyof EvidenceValues]?: States<EvidenceValues[K]> };

type Refusals = EvidenceValues['logs.refusals'];
type Refused = Refusals['missingScopes'][number];

function logs(): States<Refusals> {
  const none: Refusals = { missingScopes: [], rateLimits: [], unauthorized: null, calls: 40 };
  const refused = (scope: string | null, more: Partial<Refused> = {}): Refused => ({
    scope,
    route: 'GET /crm/v3/owners/{id}',
    count: 3,
    firstAt: '2026-11-19T08:00:00.000Z',
    lastAt: '2026-11-19T09:00:00.000Z',
    inferred: false,
    ...more,
  });
  const { firstAt: _firstAt, lastAt: _lastAt, ...undated } = refused('crm.objects.owners.read', { count: 1 });
  const lacking = (...missingScopes: Refused[]): Refusals => ({ ...none, missingScopes });
  const rateLimited = (...rateLimits: Refusals['rateLimits']): Refusals => ({ ...none, rateLimits });
  const dead = (unauthorized: Refusals['unauthorized']): Refusals => ({ ...none, unauthorized });
  const told = (...tokenRefusals: NonNullable<Refusals['tokenRefusals']>): Refusals => ({
    ...none,
    tokenRefusals,
  });
  const run = { count: 4, since: '2026-11-19T08:00:00.000Z', lastAt: '2026-11-19T09:00:00.000Z' };
  const wrongRegion = { cause: 'token-wrong-region', count: 2, lastAt: run.lastAt } as const;
  const creator = { cause: 'token-creator-removed', count: 1 } as const;
  return {
    ...all<Refusals>(
      {
        'nothing refused': { ...none, succeeded: 40, accepted: 40 },
        'no call': { ...none, calls: 0 },
        'another file': { ...none, calls: 0, foreign: ['The file bank.csv holds no calls to HubSpot.'] },
        'nothing went well': { ...none, succeeded: 0, accepted: 0 },
        'one call that did not go well': { ...none, calls: 1, succeeded: 0, accepted: 0 },
        'the owners refused': lacking(refused('crm.objects.owners.read')),
        'the owners refused once, undated': lacking(undated),
        'the owners refused at the turn': lacking(
          refused('crm.objects.owners.read', { firstAt: '2026-11-19T08:19:00.000Z' }),
        ),
        'the owners refused twice over': lacking(
          refused('crm.objects.owners.read', { route: 'GET /crm/owners/v3/owners', lastAt: run.since }),
          refused('crm.objects.owners.read'),
        ),
        'the owners refused, as concluded': lacking(refused('crm.objects.owners.read', { inferred: true })),
        'the owners refused, and no longer': lacking(refused('crm.objects.owners.read', { over: true })),
        'tickets refused': lacking(refused('tickets', { route: 'POST /crm/v3/objects/tickets' })),
        'tickets and deals refused': lacking(refused('tickets'), refused('crm.objects.deals.read')),
        'deals refused': lacking(refused('crm.objects.deals.read')),
        'files refused': lacking(refused('files')),
        'a foreign scope refused': lacking(refused('timeline')),
        'owners, files and a foreign scope refused': lacking(
          refused('crm.objects.owners.read'),
          refused('files'),
          refused('timeline'),
        ),
        'an unnamed scope refused': lacking(refused(null)),
        'one unexplained 403': { ...none, untold: 1 },
        'unexplained 403s': { ...none, untold: 2 },
        'told in lines of text': { ...none, told: 40 },
        'told in lines of text in part': { ...none, told: 39 },
        'a tenth unread': { ...none, unread: { count: 4, of: 40 } },
        'more than a tenth unread': { ...none, unread: { count: 5, of: 40 } },
        'unread, with a column': { ...none, unread: { count: 1, of: 1, column: 'Antwort' } },
        'a tenth damaged': { ...none, broken: { count: 4, of: 40 } },
        'more than a tenth damaged': { ...none, broken: { count: 5, of: 40 } },
        'dates of two readings': { ...none, undecidedDates: true },
        'beside another file': { ...none, calls: 1, foreign: ['bank.csv holds no calls to HubSpot'] },
        'limited by the seconds': rateLimited({
          policy: 'TEN_SECONDLY_ROLLING',
          count: 3,
          lastAt: run.lastAt,
        }),
        'limited once': rateLimited({ policy: 'SECONDLY', count: 1, inferred: true }),
        'limited in several ways': rateLimited(
          { policy: 'unsaid', count: 2 },
          { policy: 'SECONDLY', count: 1 },
          { policy: 'DAILY', count: 5, inferred: true },
        ),
        'limited, unnamed': rateLimited({ policy: 'unsaid', count: 2 }, { policy: 'DAILY', count: 0 }),
        'ends with 401': dead({ ...run, ended: false }),
        'ends with 401, undated': dead({ count: 1, ended: false }),
        '401 for a while': dead({ ...run, ended: true }),
        'a 401 of which nothing follows': dead({ ...run, count: 1, ended: false, untold: 'no-times' }),
        '401 of other routes': {
          ...dead({ ...run, ended: false, untold: 'other-routes' }),
          undecidedDates: true,
        },
        'expired at the end': dead({ ...run, ended: false, untold: 'expired-at-end' }),
        'another region': told({ ...wrongRegion, still: true }),
        'another region before': told({ ...wrongRegion, still: false }),
        'a creator who left': told({ ...creator, still: true }),
        'a creator who had left, and 401': {
          ...told({ ...creator, still: false }),
          unauthorized: { ...run, ended: false },
        },
      },
      'file',
    ),
    'the owners refused, by HubSpot': known(lacking(refused('crm.objects.owners.read')), 'live'),
  };
}
