import { byCode } from '../../core/by-code.ts';
import type { RefusedScopes } from '../../core/evidence.ts';
import { OWNERS_SCOPE, SCOPE_RULES } from '../../core/hubspot/scopes.ts';
import { copyOf, isScopeName } from './api-words.ts';
import { pathOf } from './routes.ts';

/** Scopes that calls were refused for. Never changed once it is made. */
export interface ScopeSet {
  /** Everyday scopes first; none where the answer speaks of scopes and names none. */
  scopes: readonly string[];
  form: RefusedScopes['form'];
  inferred: boolean;
  /** The same for the same set. */
  key: string;
}

const MOST_SCOPES = 100;

export function scopeSet({ names, form }: RefusedScopes, inferred: boolean): ScopeSet {
  const scopes = everydayFirst(names.filter(isScopeName).map(copyOf)).slice(0, MOST_SCOPES);
  return { scopes, form, inferred, key: `${form} ${inferred ? 'inferred' : 'named'} ${scopes.join(' ')}` };
}

/** Calls that were refused for want of a scope that nothing names. */
export const UNNAMED_SCOPES: ScopeSet = scopeSet({ names: [], form: 'unsaid' }, false);

/**
 * Where any of several scopes is enough, the first should be the one that a person would tick: those that OpenCX
 * asks for before others, those for sensitive data last. HubSpot's own order varies and says nothing.
 */
function everydayFirst(names: readonly string[]): string[] {
  return [...new Set(names)].sort((one, other) => rankOf(one) - rankOf(other) || byCode(one, other));
}

function rankOf(name: string): number {
  const rule = SCOPE_RULES.findIndex((each) => each.name === name);
  if (rule >= 0) return rule;
  return SCOPE_RULES.length + (name.includes('sensitive') ? 1 : 0);
}

/** What HubSpot wants of those who call a route. */
interface RouteScopes extends RefusedScopes {
  /** Null: whatever the method. */
  methods: readonly string[] | null;
  /** Of the folded path. */
  path: RegExp;
  source: string;
}

const DATED = String.raw`\d{4}-\d{2}(?:-beta)?`;
const READ = ['GET'];
const WRITE = ['POST', 'PUT', 'PATCH', 'DELETE'];

const CONVERSATIONS = `/conversations/(?:v3/conversations|conversations/(?:v3|${DATED}))`;
const CONTACTS = `/crm/(?:v3/objects|objects/${DATED})/(?:contacts|0-1)`;
const TICKETS = `/crm/(?:v3/objects|objects/${DATED})/(?:tickets|0-5)`;
const OWNERS = `/crm/(?:v3/owners|owners/(?:v3|${DATED}))`;

const SPECIFICATION = 'HubSpot API specification';
const CONVERSATIONS_GUIDE = 'HubSpot docs, conversations guide; HubSpot API specification';

/** The first row that fits a route holds. Associations are left out: they may want scopes of both sides. */
const ROUTE_SCOPES: readonly RouteScopes[] = [
  {
    methods: null,
    path: new RegExp(`^${OWNERS}(?:/|$)`),
    names: [OWNERS_SCOPE],
    form: 'unsaid',
    source: 'OpenCX troubleshooting page, "Email reaches HubSpot"; HubSpot API specification',
  },
  {
    methods: ['POST'],
    path: new RegExp(`^${CONVERSATIONS}/actors/batch/read$`),
    names: ['conversations.read'],
    form: 'unsaid',
    source: CONVERSATIONS_GUIDE,
  },
  {
    methods: READ,
    path: new RegExp(`^${CONVERSATIONS}/`),
    names: ['conversations.read'],
    form: 'unsaid',
    source: CONVERSATIONS_GUIDE,
  },
  {
    methods: WRITE,
    path: new RegExp(`^${CONVERSATIONS}/`),
    names: ['conversations.write'],
    form: 'unsaid',
    source: CONVERSATIONS_GUIDE,
  },
  {
    methods: null,
    path: new RegExp(`^${TICKETS}(?:/(?!.*associations)|$)`),
    names: ['tickets'],
    form: 'unsaid',
    source: SPECIFICATION,
  },
  {
    methods: ['POST'],
    path: new RegExp(`^${CONTACTS}/(?:search|batch/read)$`),
    names: ['crm.objects.contacts.read'],
    form: 'unsaid',
    source: SPECIFICATION,
  },
  {
    methods: READ,
    path: new RegExp(`^${CONTACTS}(?:/(?!.*associations)|$)`),
    names: ['crm.objects.contacts.read'],
    form: 'unsaid',
    source: SPECIFICATION,
  },
  {
    methods: WRITE,
    path: new RegExp(`^${CONTACTS}(?:/(?!.*associations)|$)`),
    names: ['crm.objects.contacts.write'],
    form: 'unsaid',
    source: SPECIFICATION,
  },
  {
    methods: READ,
    path: new RegExp(`^/settings/(?:v3/users|users/(?:v3|${DATED}))(?:/|$)`),
    names: ['settings.users.read', 'crm.objects.users.read'],
    form: 'any',
    source: SPECIFICATION,
  },
  {
    methods: READ,
    path: new RegExp(`^/account-info/(?:v3|${DATED})/activity/security$`),
    names: ['account-info.security.read'],
    form: 'unsaid',
    source: 'HubSpot docs, account activity',
  },
];

/** One owner looked up, by its id or by an actor's id, in every spelling of the path. */
const OWNERS_LOOKUP = new RegExp(String.raw`^(?:GET )?${OWNERS}/(?:A-)?\{id\}$`);

/**
 * The scopes that HubSpot is known to want for a route, for refusals whose answer the log has not kept. Null where
 * they are not known, or where they differ by a method that the log does not tell.
 *
 * @param route as `foldRoute` gives it
 */
export function knownScopes(route: string): ScopeSet | null {
  const path = pathOf(route);
  const method = route.slice(0, route.length - path.length).trim();
  if (method === 'OPTIONS') return null;
  const row = ROUTE_SCOPES.find((each) => each.path.test(path) && (each.methods?.includes(method) ?? true));
  return row ? scopeSet(row, true) : null;
}

/**
 * Whether a route is the owner lookup that OpenCX makes for inbound email: `/crm/owners/v3/A-…` in the OpenCX
 * troubleshooting page, `/crm/v3/owners/…` or `/crm/owners/2026-03/…` where HubSpot spells it otherwise.
 */
export function isOwnersLookup(route: string): boolean {
  return OWNERS_LOOKUP.test(route);
}
