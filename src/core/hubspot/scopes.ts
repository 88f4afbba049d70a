/** How much OpenCX needs a scope: without a required one something named breaks, a secondary one costs context only. */
export type ScopeTier = 'required' | 'secondary' | 'optional';

export interface ScopeRule {
  name: string;
  tier: ScopeTier;
  /** What stops working without it. */
  breaks: string;
  /**
   * What HubSpot puts in its place: since September 2026 it replaces its remaining coarse scopes by granular ones,
   * app by app. All of them together are worth the scope.
   */
  successors?: readonly string[];
  /** How the names of its successors begin, where they are not known. One of them is enough. */
  successorsBegin?: string;
  /** Where the rule comes from. */
  source: string;
  /** `documented`: OpenCX's docs name it; `inferred`: concluded, never stated to a user as certain. */
  basis: 'documented' | 'inferred';
}

/**
 * The scopes of the OpenCX app. OpenCX's own table is known only in part, so this is data to be edited:
 * each row says where it comes from.
 */
export const SCOPE_RULES: readonly ScopeRule[] = [
  {
    name: 'conversations.read',
    tier: 'required',
    breaks:
      'no conversation events arrive and threads cannot be read, so no session is made and the AI is silent',
    source: 'OpenCX OAuth migration page; HubSpot API specification',
    basis: 'documented',
  },
  {
    name: 'conversations.write',
    tier: 'required',
    breaks: 'AI replies, the handoff comment and assignment fail',
    source: 'OpenCX OAuth migration page; HubSpot API specification',
    basis: 'documented',
  },
  {
    name: 'tickets',
    tier: 'required',
    breaks: 'handoff runs but no ticket is made, and no ticket events arrive',
    successors: ['crm.objects.tickets.read', 'crm.objects.tickets.write'],
    source: 'OpenCX connect page; HubSpot API specification',
    basis: 'documented',
  },
  {
    name: 'crm.objects.contacts.read',
    tier: 'required',
    breaks: 'contacts are not found by email, so tickets are not linked to them',
    source: 'OpenCX connect page and OAuth migration page',
    basis: 'documented',
  },
  {
    name: 'crm.objects.contacts.write',
    tier: 'required',
    breaks: 'missing contacts are not created (handoff goes on without)',
    source: 'OpenCX OAuth migration page; troubleshooting page, "Limits & timing"',
    basis: 'documented',
  },
  {
    name: 'crm.objects.owners.read',
    tier: 'required',
    breaks: 'the owner lookup answers 403 and inbound email makes no OpenCX session',
    source: 'OpenCX troubleshooting page, "Email reaches HubSpot"',
    basis: 'documented',
  },
  {
    name: 'crm.objects.companies.read',
    tier: 'secondary',
    breaks: 'company data is missing from the CRM context',
    source: 'OpenCX connect page, oldest edition',
    basis: 'documented',
  },
  {
    name: 'crm.objects.deals.read',
    tier: 'secondary',
    breaks: 'deal data is missing from the CRM context',
    source: 'OpenCX connect page, oldest edition',
    basis: 'documented',
  },
  {
    name: 'crm.schemas.contacts.read',
    tier: 'secondary',
    breaks: 'the contact schema is missing from the CRM context',
    source: 'OpenCX connect page, oldest edition',
    basis: 'documented',
  },
  {
    name: 'files',
    tier: 'optional',
    breaks: 'attachments may not come through',
    successorsBegin: 'files.',
    source: 'OpenCX connect page, newest edition, permission family "files"',
    basis: 'inferred',
  },
  {
    name: 'crm.lists.read',
    tier: 'optional',
    breaks: 'lists may be missing',
    source: 'OpenCX connect page, newest edition, permission family "lists"',
    basis: 'inferred',
  },
  {
    name: 'automation',
    tier: 'optional',
    breaks: 'the HubSpot workflow actions may be missing (OAuth connections only)',
    successorsBegin: 'automation.',
    source: 'OpenCX connect page, newest edition, permission family "workflow actions"',
    basis: 'inferred',
  },
];

export const OWNERS_SCOPE = 'crm.objects.owners.read';

/** Scopes that one small read can prove; the write scopes show only in introspection. */
export const READABLE_SCOPES = [
  'conversations.read',
  'tickets',
  'crm.objects.contacts.read',
  OWNERS_SCOPE,
  'crm.objects.companies.read',
  'crm.objects.deals.read',
] as const;

/** The scopes without which something that a user sees breaks. */
export const REQUIRED_SCOPES = SCOPE_RULES.filter(({ tier }) => tier === 'required').map(({ name }) => name);

/** The rule of a scope that HubSpot named, be it by its own name or by a successor's; undefined where OpenCX asks for none. */
export function ruleOf(scope: string): ScopeRule | undefined {
  return SCOPE_RULES.find(({ name, successors }) => name === scope || successors?.includes(scope));
}

/** Whether a refusal that names these scopes is about this one; what names none is known to be about none. */
export function isAbout(scope: string, named: readonly string[]): boolean {
  return named.some((name) => name === scope || ruleOf(name)?.name === scope);
}

/** What is missing for a rule among the granted scopes: its own name, or the rest of successors of which some are granted. */
export function missingFor(rule: ScopeRule, granted: readonly string[]): readonly string[] {
  const { name, successors = [], successorsBegin } = rule;
  if (granted.includes(name)) return [];
  if (successorsBegin !== undefined && granted.some((scope) => scope.startsWith(successorsBegin))) return [];
  const missing = successors.filter((scope) => !granted.includes(scope));
  return missing.length === successors.length ? [name] : missing;
}

/** Whether the granted scopes are worth this one: itself, all that took its place, or the older one that it comes from. */
export function isGranted(scope: string, granted: readonly string[]): boolean {
  if (granted.includes(scope)) return true;
  const rule = ruleOf(scope);
  return rule !== undefined && (granted.includes(rule.name) || missingFor(rule, granted).length === 0);
}

/** A scope as a sentence names it; a successor with the older one that still counts for it. */
export function scopeWords(scope: string): string {
  const rule = ruleOf(scope);
  return rule === undefined || rule.name === scope ? scope : `${scope}, or the older ${rule.name}`;
}

/** A scope as somebody is told to grant it: the box of an older one may be gone, so what took its place stands beside it. */
export function scopeToGrant(scope: string): string {
  const { name, successors } = ruleOf(scope) ?? {};
  if (name !== scope || successors === undefined) return scopeWords(scope);
  return `${scope} (where HubSpot has replaced it: ${successors.join(' and ')})`;
}
