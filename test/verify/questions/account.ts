/** What HubSpot says of a token, and of one that is none. */

import { readErrorBody } from '../../../src/core/hubspot/error-words.ts';
import { isObject, parsed } from '../../../src/core/json.ts';
import { OPEN_FACTS } from '../../../src/sandbox/portal/readings.ts';
import type { WireAnswer } from '../../../src/wire/request.ts';
import type { Asked, Outcome, Question } from '../question.ts';

export const INTROSPECTION = '/oauth/v2/private-apps/get/access-token-info';

/** Of the form of a token, and nobody's. */
const NOBODYS_TOKEN = 'pat-na2-00000000-0000-0000-0000-000000000000';

/** `401 INVALID_AUTHENTICATION` */
export function inWords({ status, body }: WireAnswer): string {
  const { category } = readErrorBody(body);
  return category === undefined ? `${status}` : `${status} ${category}`;
}

const introspectionFields: Question = {
  id: 'introspection-fields',
  asks: 'Which fields does introspection give for a token of this kind?',
  async settle({ hubspot, tokenText }) {
    const answer = await hubspot({ path: INTROSPECTION, body: { tokenKey: tokenText } });
    const content = parsed(answer.body);
    if (answer.status !== 200 || !isObject(content)) return { told: `none: it answered ${inWords(answer)}` };
    const fields = Object.entries(content).map(([field, value]) => `${field} (${kindOf(value)})`);
    return { told: fields.join(', ') };
  },
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `list of ${value.length}`;
  return value === null ? 'null' : typeof value;
}

const badToken: Question = {
  id: 'introspection-of-no-token',
  asks: 'What does introspection answer for a token of the right form that is nobody’s?',
  settle: async ({ hubspot }) => ({
    told: inWords(await hubspot({ path: INTROSPECTION, body: { tokenKey: NOBODYS_TOKEN } })),
  }),
};

const TICKET_SCOPES = ['tickets', 'crm.objects.tickets.read', 'crm.objects.tickets.write'];

const granularScopes: Question = {
  id: 'granular-scopes',
  asks: 'By which names are the rights on tickets granted?',
  async settle({ token: { scopes } }) {
    if (scopes === undefined) return { open: 'Introspection lists no scopes.' };
    const granted = TICKET_SCOPES.filter((scope) => scopes.includes(scope));
    return granted.length === 0
      ? { open: 'The app has no right on tickets; give it one.' }
      : { told: granted.join(', ') };
  },
};

const dailyUsage: Question = {
  id: 'daily-usage',
  asks: 'What is told of the calls of a day with a token of this kind?',
  async settle({ hubspot }) {
    const answer = await hubspot({ path: '/account-info/v3/api-usage/daily/private-apps' });
    const content = parsed(answer.body);
    if (answer.status !== 200) return { told: inWords(answer) };
    const results = isObject(content) && Array.isArray(content['results']) ? content['results'] : [];
    const used = results.some((row) => isObject(row) && Number(row['currentUsage']) > 0);
    return { told: `${results.length} rows, ${used ? 'calls are counted' : 'no call is counted'}` };
  },
};

/** A small read for each scope that may be missing. */
const READS_BY_SCOPE: Readonly<Record<string, string>> = {
  'crm.objects.owners.read': '/crm/v3/owners?limit=1',
  'crm.objects.contacts.read': '/crm/v3/objects/contacts?limit=1',
  tickets: '/crm/v3/objects/tickets?limit=1',
  'conversations.read': '/conversations/v3/conversations/inboxes?limit=1',
  'crm.objects.companies.read': '/crm/v3/objects/companies?limit=1',
  'crm.objects.deals.read': '/crm/v3/objects/deals?limit=1',
};

const scopeErrorForm: Question = {
  id: 'scopeErrorForm',
  asks: OPEN_FACTS.scopeErrorForm.asks,
  async settle({ hubspot, token }) {
    for (const path of pathsWithout(token.scopes ?? [])) {
      const answer = await hubspot({ path });
      if (answer.status === 403) return formOfRefusal(answer.body);
    }
    return { open: 'Nothing was refused. Ask with a token of an app that lacks crm.objects.deals.read.' };
  },
};

function pathsWithout(scopes: readonly string[]): string[] {
  const isLacking = (scope: string) => !scopes.some((granted) => granted.startsWith(scope));
  return Object.entries(READS_BY_SCOPE).flatMap(([scope, path]) => (isLacking(scope) ? [path] : []));
}

const FORMS_OF_REFUSAL = [
  ['requiredGranularScopes', 'granular'],
  ['requiredScopes', 'required-scopes'],
  ['missingScopes', 'missing-scopes'],
] as const;

function formOfRefusal(body: string): Outcome {
  const field = FORMS_OF_REFUSAL.find(([name]) => body.includes(`"${name}"`));
  if (field) return { told: `under ${field[0]}`, reading: field[1] };
  const { message = '' } = readErrorBody(body);
  if (/required: \[/.test(message)) return { told: 'in the message', reading: 'message-only' };
  if (/isn't available for public use/.test(message)) return { told: 'not at all', reading: 'unavailable' };
  return { told: 'in a form that is not known yet' };
}

export const ACCOUNT: readonly Question[] = [
  introspectionFields,
  badToken,
  granularScopes,
  scopeErrorForm,
  dailyUsage,
];

/** What introspection tells, each field by itself. */
export function tokenFacts(body: string): Asked['token'] {
  const content = parsed(body);
  if (!isObject(content)) return {};
  const { userId, appId, hubId, scopes } = content;
  return {
    userId: numberIn(userId),
    appId: numberIn(appId),
    hubId: numberIn(hubId),
    ...(Array.isArray(scopes) && { scopes: scopes.filter((scope) => typeof scope === 'string') }),
  };
}

function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? number : undefined;
}
