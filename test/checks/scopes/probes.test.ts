/** Which scopes small reads show as refused, where introspection does not answer. */
import { expect, test } from 'vitest';
import { scopesProbes } from '../../../checks/scopes/probes.ts';
import { EvidenceFailure } from '../../../src/core/evidence.ts';
import { READABLE_SCOPES } from '../../../src/core/hubspot/scopes.ts';

type World = Parameters<(typeof scopesProbes)[number]['obtain']>[0];
const READS = scopesProbes.find(({ key }) => key === 'scopes.reads');

function worldOf(named: Readonly<Record<string, readonly string[]>>, status = 403): World {
  const readWith = (scope: string): Promise<void> => {
    const names = named[scope];
    if (names === undefined) return Promise.resolve();
    const scopes = { form: 'any' as const, names: [...names] };
    const message = 'HubSpot refused it.';
    return Promise.reject(new EvidenceFailure({ kind: 'http', status, message, scopes }));
  };
  return { hubspot: () => ({ readWith }) } as unknown as World;
}

const OWNERS_READ = {
  outcome: 'ok',
  value: { readable: true },
  source: 'live',
  at: '2026-11-28T10:00:00.000Z',
  durationMs: 1,
  calls: 1,
} as const;

test.each<[string, Record<string, readonly string[]>, string[]]>([
  ['its own name', { tickets: ['tickets'] }, ['tickets']],
  ['a successor', { tickets: ['crm.objects.tickets.read'] }, ['tickets']],
  ['its name among others', { 'conversations.read': ['x', 'conversations.read'] }, ['conversations.read']],
  ['no name', { 'conversations.read': [] }, []],
  ['another scope', { 'conversations.read': ['tickets'] }, []],
  ['a scope that nobody knows', { 'crm.objects.contacts.read': ['evil'] }, []],
])('a 403 with %s', async (_named, named, refused) => {
  const obtained = await READS?.obtain(worldOf(named), { 'owners.read': OWNERS_READ });
  const granted = READABLE_SCOPES.filter((scope) => !(scope in named));
  expect(obtained?.value).toEqual({ granted, refused });
});

test.each([400, 401, 404, 429, 500])('a %d is no refusal, whatever scope it names', async (status) => {
  const world = worldOf({ tickets: ['tickets'] }, status);
  const obtained = await READS?.obtain(world, { 'owners.read': OWNERS_READ });
  expect(obtained?.value).toMatchObject({ refused: [] });
  expect(obtained?.value).not.toMatchObject({ granted: expect.arrayContaining(['tickets']) });
});
