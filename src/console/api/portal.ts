/** The emulated portal beside the console: what its customer and its reps do there, and how it is broken and mended. */
import { FAULTS } from '../../sandbox/faults/faults.ts';
import type { ThreadView } from '../../sandbox/people/thread-view.ts';
import { RefusedAction, UnknownName } from '../../sandbox/people/threads.ts';
import { breakableBy, brokenParts, listPortals } from '../../sandbox/portal/portals.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { PortalPage, ThreadList, ThreadPage } from '../words.ts';
import { Refusing, type Route } from './route.ts';

export function portalRoutes(sandbox: Sandbox): Route[] {
  // Read once: more than a hundred files, and a page that is open asks several times a second.
  let settings: ReturnType<typeof settingsOf> | undefined;
  const page = async () => {
    settings ??= settingsOf(sandbox.portal.name);
    return portalPage(sandbox, await settings);
  };
  return [
    { method: 'GET', path: '/api/portal', answer: page },
    {
      method: 'GET',
      path: '/api/portal/threads',
      answer: ({ query }) => threadsOf(sandbox, query.get('thread')),
    },
    {
      method: 'POST',
      path: '/api/portal/act/:what',
      answer: ({ params, body }) => acted(sandbox, 'POST', params['what'] ?? '', body),
    },
    {
      method: 'POST',
      path: '/api/portal/break/:name',
      answer: ({ params }) => changed(() => breakWith(sandbox, params['name'] ?? ''), page),
    },
    {
      method: 'POST',
      path: '/api/portal/mend/:name',
      answer: ({ params }) => changed(() => sandbox.mend({ names: [params['name'] ?? ''] }), page),
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

/** What a flood would fill the page with: so many conversations are listed, and so many messages of each. */
const MOST_THREADS = 100;
const MOST_MESSAGES = 100;

/** @param chosen listed in any case */
export function threadsOf(
  sandbox: Pick<Sandbox, 'newestThreads' | 'thread'>,
  chosen: string | null,
): ThreadList {
  const ids = sandbox.newestThreads();
  const listed = ids.slice(0, MOST_THREADS);
  if (chosen !== null && !listed.includes(chosen)) listed.push(chosen);
  const threads = listed.flatMap((id) => sandbox.thread(id) ?? []).map(threadPage);
  return { threads, others: ids.length - threads.length };
}

function threadPage({ messages, ...thread }: ThreadView): ThreadPage {
  const newest = messages.slice(-MOST_MESSAGES);
  return {
    ...thread,
    messages: newest.map((message) => ({ ...message, text: shortened(message.text) })),
    earlier: messages.length - newest.length,
  };
}

function shortened(text: string): string {
  return text.length <= LONGEST_MESSAGE
    ? text
    : `${text.slice(0, LONGEST_MESSAGE)}… (${text.length} characters)`;
}

async function changed(change: () => Promise<unknown>, page: () => Promise<PortalPage>): Promise<PortalPage> {
  try {
    await change();
  } catch (error) {
    if (!(error instanceof RefusedAction)) throw error;
    throw new Refusing(error.status, error.message, error instanceof UnknownName ? error.next : undefined);
  }
  return page();
}

async function breakWith(sandbox: Sandbox, name: string): Promise<void> {
  if (!FAULTS.some((fault) => fault.name === name)) return sandbox.break(name);
  const broken = await sandbox.broken();
  const on = FAULTS.filter((fault) => broken.includes(fault.name) || fault.name === name);
  sandbox.setFaults(on.map((fault) => fault.name));
}

/** What a portal can be broken with, and what it is broken with by its own name. */
async function settingsOf(portal: string): Promise<{ name: string; title: string }[]> {
  const parts = (await brokenParts(portal)).map(({ name }) => name);
  const own = (await listPortals()).filter(({ name }) => parts.includes(name));
  return [...own, ...(await breakableBy(portal))];
}

async function portalPage(
  sandbox: Sandbox,
  settings: Awaited<ReturnType<typeof settingsOf>>,
): Promise<PortalPage> {
  const { portal, given } = sandbox;
  const broken = new Set(await sandbox.broken());
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
    settings: settings.map(standing),
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
