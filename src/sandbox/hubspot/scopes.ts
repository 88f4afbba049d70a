import { SCOPE_RULES } from '../../core/hubspot/scopes.ts';
import { Refusal } from '../reply.ts';
import { missingScopes, type ScopeErrorForm } from './errors.ts';

/** Scopes that a route wants. */
export interface ScopeNeed {
  /** Any one of the names is enough, or all are wanted. */
  form: 'any' | 'all';
  /** As the 403 lists them. */
  names: readonly string[];
  /** Also enough, though no 403 names them. */
  accepts?: readonly string[];
}

const anyOf = (...names: string[]): ScopeNeed => ({ form: 'any', names });

/** A CRM object's scope, and the sensitive-data ones that HubSpot lists after it. */
const crmObject = (type: string, right: 'read' | 'write'): ScopeNeed =>
  anyOf(
    `crm.objects.${type}.${right}`,
    `crm.objects.${type}.highly_sensitive.${right}.v2`,
    `crm.objects.${type}.sensitive.${right}.v2`,
  );

/** What each resource wants (HubSpot's API specification; for owners also a captured 403). */
export const SCOPE_NEEDS = {
  conversationsRead: anyOf('conversations.read'),
  conversationsWrite: anyOf('conversations.write'),
  contactsRead: crmObject('contacts', 'read'),
  contactsWrite: crmObject('contacts', 'write'),
  companiesRead: crmObject('companies', 'read'),
  companiesWrite: crmObject('companies', 'write'),
  dealsRead: crmObject('deals', 'read'),
  dealsWrite: crmObject('deals', 'write'),
  /** `tickets` opens every ticket endpoint; the granular names were met in the field, so both are taken. */
  ticketsRead: anyOf('tickets', 'crm.objects.tickets.read'),
  ticketsWrite: anyOf('tickets', 'crm.objects.tickets.write'),
  /** The 403 names one scope although others open the route too. */
  owners: { form: 'any', names: ['crm.objects.owners.read'], accepts: ['automation'] },
  ownersSince202609: {
    form: 'any',
    names: ['crm.objects.owners.read'],
    accepts: ['contacts'],
  },
  users: anyOf('settings.users.read', 'crm.objects.users.read'),
  securityActivity: { form: 'all', names: ['account-info.security.read'] },
  /** Many scopes open the pipelines, so a success proves little. */
  pipelines: anyOf(
    'tickets',
    'crm.objects.contacts.read',
    'crm.objects.companies.read',
    'crm.objects.deals.read',
    'crm.schemas.contacts.read',
    'crm.schemas.deals.read',
  ),
  webhooksRead: anyOf('developers-read', 'private-apps-read'),
  webhooksWrite: anyOf('developers-write', 'private-apps-write'),
} as const satisfies Record<string, ScopeNeed>;

/** Every scope that a portal here has a use for: what OpenCX asks for, and what a route wants. */
export const KNOWN_SCOPES: readonly string[] = [
  ...new Set([
    ...SCOPE_RULES.flatMap(({ name, successors = [] }) => [name, ...successors]),
    ...Object.values(SCOPE_NEEDS).flatMap(({ names, accepts = [] }: ScopeNeed) => [...names, ...accepts]),
  ]),
];

function isAllowed(need: ScopeNeed, granted: ReadonlySet<string>): boolean {
  const has = (scope: string) => granted.has(scope);
  if (need.form === 'all') return need.names.every(has);
  return need.names.some(has) || (need.accepts ?? []).some(has);
}

/** Throws the 403 of a missing scope. */
export function requireScopes(need: ScopeNeed, granted: ReadonlySet<string>, form: ScopeErrorForm): void {
  if (!isAllowed(need, granted)) throw new Refusal(missingScopes(need, form));
}
