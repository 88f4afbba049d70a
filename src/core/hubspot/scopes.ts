/** How much OpenCX needs a scope: without a required one something named breaks, a secondary one costs context only. */
export type ScopeTier = 'required' | 'secondary' | 'optional';

export interface ScopeRule {
  name: string;
  tier: ScopeTier;
  /** What stops working without it. */
  breaks: string;
  /** Scopes that HubSpot accepts in its place. */
  standsIn: readonly string[];
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
    standsIn: [],
    source: 'OpenCX OAuth migration page; HubSpot API specification',
    basis: 'documented',
  },
  {
    name: 'conversations.write',
    tier: 'required',
    breaks: 'AI replies, the handoff comment and assignment fail',
    standsIn: [],
    source: 'OpenCX OAuth migration page; HubSpot API specification',
    basis: 'documented',
  },
  {
    name: 'tickets',
    tier: 'required',
    breaks: 'handoff runs but no ticket is made, and no ticket events arrive',
    standsIn: ['crm.objects.tickets.read', 'crm.objects.tickets.write'],
    source: 'OpenCX connect page; HubSpot API specification',
    basis: 'documented',
  },
  {
    name: 'crm.objects.contacts.read',
    tier: 'required',
    breaks: 'contacts are not found by email, so tickets are not linked to them',
    standsIn: [],
    source: 'OpenCX connect page and OAuth migration page',
    basis: 'documented',
  },
  {
    name: 'crm.objects.contacts.write',
    tier: 'required',
    breaks: 'missing contacts are not created (handoff goes on without)',
    standsIn: [],
    source: 'OpenCX OAuth migration page; troubleshooting page, "Limits & timing"',
    basis: 'documented',
  },
  {
    name: 'crm.objects.owners.read',
    tier: 'required',
    breaks: 'the owner lookup answers 403 and inbound email makes no OpenCX session',
    standsIn: [],
    source: 'OpenCX troubleshooting page, "Email reaches HubSpot"',
    basis: 'documented',
  },
  {
    name: 'crm.objects.companies.read',
    tier: 'secondary',
    breaks: 'company data is missing from the CRM context',
    standsIn: [],
    source: 'OpenCX connect page, oldest edition',
    basis: 'documented',
  },
  {
    name: 'crm.objects.deals.read',
    tier: 'secondary',
    breaks: 'deal data is missing from the CRM context',
    standsIn: [],
    source: 'OpenCX connect page, oldest edition',
    basis: 'documented',
  },
  {
    name: 'crm.schemas.contacts.read',
    tier: 'secondary',
    breaks: 'the contact schema is missing from the CRM context',
    standsIn: [],
    source: 'OpenCX connect page, oldest edition',
    basis: 'documented',
  },
  {
    name: 'files',
    tier: 'optional',
    breaks: 'attachments may not come through',
    standsIn: [],
    source: 'OpenCX connect page, newest edition, permission family "files"',
    basis: 'inferred',
  },
  {
    name: 'crm.lists.read',
    tier: 'optional',
    breaks: 'lists may be missing',
    standsIn: [],
    source: 'OpenCX connect page, newest edition, permission family "lists"',
    basis: 'inferred',
  },
  {
    name: 'automation',
    tier: 'optional',
    breaks: 'the HubSpot workflow actions may be missing (OAuth connections only)',
    standsIn: [],
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

/** Whether a list of granted scopes covers a rule, by its own name or by all of those that stand in for it. */
export function isGranted(rule: ScopeRule, granted: readonly string[]): boolean {
  if (granted.includes(rule.name)) return true;
  return rule.standsIn.length > 0 && rule.standsIn.every((scope) => granted.includes(scope));
}
