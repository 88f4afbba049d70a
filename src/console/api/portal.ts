/** The emulated portal beside the console: what its customer and its reps do there, and how it is broken and mended. */
import { FAULTS } from '../../sandbox/faults/faults.ts';
import { RefusedAction, UnknownName } from '../../sandbox/people/threads.ts';
import { breakableBy, brokenParts, listPortals } from '../../sandbox/portal/portals.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { PortalPage, ThreadPage } from '../words.ts';
import { Refusing, type Route } from './route.ts';

export function portalRoutes(sandbox: Sandbox): Route[] {
  return [
    { method: 'GET', path: '/api/portal', answer: () => portalPage(sandbox) },
    { method: 'GET', path: '/api/portal/threads', answer: () => threadsOf(sandbox) },
    {
      method: 'POST',
      path: '/api/portal/act/:what',
      answer: ({ params, body }) => acted(sandbox, 'POST', params['what'] ?? '', body),
    },
    {
      method: 'POST',
      path: '/api/portal/break/:name',
      answer: ({ params }) => changed(sandbox, () => breakWith(sandbox, params['name'] ?? '')),
    },
    {
      method: 'POST',
      path: '/api/portal/mend/:name',
      answer: ({ params }) => changed(sandbox, () => sandbox.mend({ names: [params['name'] ?? ''] })),
    },
  ];
}

/** As whoever asks the portal itself under `/sandbox/act/` is answered. */
function acted(sandbox: Sandbox, method: 'GET' | 'POST', path: string, body?: unknown): object {
  const { status, answer } = sandbox.act(method, path, body);
  if (status < 400) return answer as object;
  const { error, next } = answer as { error: string; next?: string };
  throw new Refusing(status, error, next);
}

/** Of a message, in characters: a megabyte on the page helps nobody to read it. */
const LONGEST_MESSAGE = 4_000;

function threadsOf(sandbox: Sandbox): ThreadPage[] {
  const threads = acted(sandbox, 'GET', 'threads') as ThreadPage[];
  return threads.map((thread) => ({
    ...thread,
    messages: thread.messages.map((message) => ({ ...message, text: shortened(message.text) })),
  }));
}

function shortened(text: string): string {
  return text.length <= LONGEST_MESSAGE
    ? text
    : `${text.slice(0, LONGEST_MESSAGE)}… (${text.length} characters)`;
}

async function changed(sandbox: Sandbox, change: () => Promise<unknown>): Promise<PortalPage> {
  try {
    await change();
  } catch (error) {
    if (!(error instanceof RefusedAction)) throw error;
    throw new Refusing(error.status, error.message, error instanceof UnknownName ? error.next : undefined);
  }
  return portalPage(sandbox);
}

async function breakWith(sandbox: Sandbox, name: string): Promise<void> {
  if (!FAULTS.some((fault) => fault.name === name)) return sandbox.break(name);
  const broken = await sandbox.broken();
  const on = FAULTS.filter((fault) => broken.includes(fault.name) || fault.name === name);
  sandbox.setFaults(on.map((fault) => fault.name));
}

async function portalPage(sandbox: Sandbox): Promise<PortalPage> {
  const { portal, given } = sandbox;
  const broken = new Set(await sandbox.broken());
  const fitting = await breakableBy(portal.name);
  const parts = await brokenParts(portal.name);
  const own = (await listPortals()).filter(({ name }) => parts.some((part) => part.name === name));
  const choices = acted(sandbox, 'GET', 'portal') as Pick<PortalPage, 'agents' | 'stages'>;
  const standing = ({ name, title }: { name: string; title: string }) => ({
    name,
    title,
    isBroken: broken.has(name),
  });
  return {
    name: portal.name,
    title: portal.title,
    ...(given.defaultUserId && { aiUser: given.defaultUserId }),
    ...choices,
    settings: [...own, ...fitting].map(standing),
    faults: FAULTS.map(standing),
    deliveries: sandbox.deliveries.slice(-MOST_DELIVERIES).map(delivered),
  };
}

const MOST_DELIVERIES = 12;

function delivered({
  events,
  status,
  problem,
  outcome,
}: Sandbox['deliveries'][number]): PortalPage['deliveries'][number] {
  const answer = problem ?? `answered ${status}`;
  return {
    events: events.length,
    isDelivered: outcome === 'delivered',
    words: outcome === 'delivered' ? answer : `${answer}, ${WHAT_THEN[outcome]}`,
  };
}

const WHAT_THEN = { 'to-be-retried': 'sent again later', 'given-up': 'given up' } as const;
