/**
 * Starts an emulated portal with a thin OpenCX beside it, and says what can be done with one that runs. For the
 * command `sandbox`, for `--sandbox`, and for every test that needs a HubSpot.
 */
import {
  Deliveries,
  type Delivery,
  type DeliveryTarget,
  type DeliveryTiming,
} from './deliveries/deliveries.ts';
import { Faults } from './faults/faults.ts';
import { Host, type SeenRequest } from './host.ts';
import { CallMeter } from './hubspot/call-meter.ts';
import { HubSpotService } from './hubspot/hubspot-service.ts';
import { type Mended, Mender, type Wish } from './mending/mender.ts';
import { MEND_PATH, MendingService } from './mending/mending-service.ts';
import { OpenCxService } from './opencx.ts';
import { type CustomerOptions, customerWrites, type Written } from './people/customer.ts';
import { ACT_PREFIX, PeopleService } from './people/people-service.ts';
import { Rep, type ReplyOptions, type RepOptions } from './people/rep.ts';
import { newestThreads, type ThreadView, threadView } from './people/thread-view.ts';
import type { Portal } from './portal/portals.ts';
import { Store } from './portal/store.ts';
import { keepSession, type SessionEvent, type SessionPatch } from './sessions.ts';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  hubspotPort?: number;
  openCxPort?: number;
  /** In the place of the portal's own. */
  faults?: readonly string[];
  /** Milliseconds before every answer. */
  latencyMs?: number;
  /** Where the portal sends its webhook events; without it, it sends none. */
  deliverTo?: DeliveryTarget;
  /** In the place of HubSpot's own times. */
  deliveryTiming?: Partial<DeliveryTiming>;
}

/** What people do in the portal. Every method rejects with `RefusedAction` what cannot be done there. */
interface PortalPeople {
  /** A customer opens a conversation, or writes on theirs, which opens again if it was closed. */
  customerWrites(threadId: string | 'new', text: string, options?: CustomerOptions): Promise<Written>;
  /** A rep answers in public, or leaves an internal comment; the first active user who is not the AI, unless named. */
  repReplies(threadId: string, text: string, options?: ReplyOptions): Promise<{ messageId: string }>;
  /** Somebody gives the thread to an agent, `A-7002`, or with null to nobody. */
  assign(threadId: string, actorId: string | null, options?: RepOptions): Promise<void>;
  setThreadStatus(threadId: string, status: 'OPEN' | 'CLOSED'): Promise<void>;
  /** Somebody sets properties of a ticket on its screen; '' empties one. */
  changeTicket(
    ticketId: string,
    properties: Readonly<Record<string, string>>,
    options?: RepOptions,
  ): Promise<void>;
  /** The conversation as the portal's screens show it; undefined where there is none. */
  thread(threadId: string): ThreadView | undefined;
  /** Ids of the conversations, the one that was written on last first. */
  newestThreads(): string[];
}

export type { SessionEvent };

/** A running sandbox: an emulated portal and a thin OpenCX on this machine's loopback. */
export interface Sandbox extends PortalPeople {
  /** Base URL of the emulated HubSpot API, without a trailing slash. */
  url: string;
  /** Base URL of the emulated OpenCX API. */
  openCxUrl: string;
  /** Where the sandbox itself takes webhook deliveries; a secret like any webhook URL. */
  webhookTargetUrl: string;
  /** Whether OpenCX gets to know what is delivered: HubSpot has the URL that it shows, and it is not down. */
  readonly hearsDeliveries: boolean;
  /** As it was loaded. */
  portal: Portal;
  /** What the person at the keyboard has by now, with the sandbox's own addresses filled in. */
  readonly given: Portal['given'];
  /** Everything that came in, oldest first; what people do is not among it. */
  requests: readonly SeenRequest[];
  /** Every attempt at a delivery that has ended, oldest first. */
  deliveries: readonly Delivery[];
  /** Makes a session in OpenCX, or brings it up to date: for whoever plays OpenCX's part. */
  keepSession(sessionId: string, patch: SessionPatch): void;
  /** Sends the portal's events there from now on. Throws `NotLoopback`. */
  deliverTo(target: DeliveryTarget): void;
  /** Lets events gather until deliveries are resumed. */
  pauseDeliveries(): void;
  resumeDeliveries(): void;
  /** Resolves when nothing is left to deliver, retries included; while deliveries are paused it waits. */
  settled(): Promise<void>;
  /** Replaces the faults in force; a name may be confined to paths, as in `reset@/crm/`. Throws `UnknownFault`. */
  setFaults(names: readonly string[]): void;
  /** What a request under `/sandbox/act/` is answered, without a socket. @param path what follows that */
  act(method: 'GET' | 'POST', path: string, body?: unknown): { status: number; answer: unknown };
  /** Takes back what is broken; rejects with `RefusedAction` for what cannot be done here. */
  mend(wish: Wish): Promise<Mended>;
  /** Names of what is broken. */
  broken(): Promise<string[]>;
  /** Breaks it with what another portal shows; rejects with `RefusedAction` for what does not fit. */
  break(name: string): Promise<void>;
  /** Calls the listener, and waits for it, whenever something was mended. */
  onMended(listener: () => Promise<void>): void;
  /** Puts the portal back as it was loaded, its faults too, and forgets requests and deliveries. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a portal on 127.0.0.1. Throws `UnknownFault` and `NotLoopback`; rejects where a port is taken. */
export async function startSandbox(portal: Portal, options: SandboxOptions = {}): Promise<Sandbox> {
  const store = new Store(portal.state);
  const meter = new CallMeter();
  const faults = new Faults();
  const ownFaults = options.faults ?? portal.faults;
  faults.set(ownFaults);
  const deliveries = new Deliveries(store, faults, options.deliveryTiming ?? {});
  if (options.deliverTo !== undefined) deliveries.deliverTo(options.deliverTo);
  const rep = new Rep(store, portal.given.defaultUserId);
  const mender = new Mender(portal, { store, faults, rep });
  const requests: SeenRequest[] = [];
  const common = {
    faults,
    latencyMs: options.latencyMs ?? 0,
    now: () => store.now(),
    nextCorrelationId: () => store.nextCorrelationId(),
    seen: (request: SeenRequest) => requests.push(request),
  };
  const people = new PeopleService(store, rep);
  let openCxUrl = '';
  const given = () => givenAt(openCxUrl, mender.given);
  const hubSpot = new Host({
    ...common,
    service: new HubSpotService(store, meter),
    beside: [
      { prefix: ACT_PREFIX, service: people },
      { prefix: MEND_PATH, service: new MendingService(portal.name, mender, given) },
    ],
    port: options.hubspotPort ?? 0,
  });
  const openCx = new Host({ ...common, service: new OpenCxService(store), port: options.openCxPort ?? 0 });
  const close = async () => {
    deliveries.clear();
    await Promise.all([hubSpot.close(), openCx.close()]);
  };
  const urls = await listenBoth(hubSpot, openCx, close);
  const [url] = urls;
  openCxUrl = urls[1];
  store.fillApps((apps) => filled(apps, openCxUrl));
  return {
    url,
    openCxUrl,
    webhookTargetUrl: openCxUrl + webhookPath(portal),
    portal,
    requests,
    ...peopleOf(store, rep),
    deliveries: deliveries.log,
    get hearsDeliveries() {
      // The same path, wherever either is served.
      return targetPath(store) === webhookPath(portal) && store.state.openCx.webhookStatus === 200;
    },
    keepSession: (sessionId, patch) => keepSession(store, sessionId, patch),
    deliverTo: (target) => deliveries.deliverTo(target),
    pauseDeliveries: () => deliveries.pause(),
    resumeDeliveries: () => deliveries.resume(),
    settled: () => deliveries.settled(),
    setFaults: (names) => faults.set(names),
    get given() {
      return given();
    },
    act: (method, path, body) => people.asked(method, path, body),
    mend: (wish) => mender.mend(wish),
    broken: () => mender.broken(),
    break: (name) => mender.break(name),
    onMended: (listener) => mender.onMended(listener),
    reset: () => {
      store.reset();
      mender.reset();
      meter.reset();
      faults.set(ownFaults);
      requests.length = 0;
      deliveries.clear();
    },
    close,
  };
}

function peopleOf(store: Store, rep: Rep): PortalPeople {
  return {
    customerWrites: async (threadId, text, options = {}) => customerWrites(store, threadId, text, options),
    repReplies: async (threadId, text, options = {}) => rep.replies(threadId, text, options),
    assign: async (threadId, actorId, options) => rep.assigns(threadId, actorId, options),
    setThreadStatus: async (threadId, status) => rep.setsStatus(threadId, status),
    changeTicket: async (ticketId, properties, options) => rep.changesTicket(ticketId, properties, options),
    thread: (threadId) => threadView(store, threadId),
    newestThreads: () => newestThreads(store),
  };
}

async function listenBoth(one: Host, other: Host, close: () => Promise<void>): Promise<[string, string]> {
  try {
    return [await one.listen(), await other.listen()];
  } catch (error) {
    await close();
    throw error;
  }
}

const WEBHOOK_PATH = /\/backend\/hubspot\/[^/?#]+/;

/** The path of the webhook URL that OpenCX shows, which the sandbox's own target has too. */
function webhookPath({ given }: Portal): string {
  return WEBHOOK_PATH.exec(given.webhookUrl ?? '')?.[0] ?? '/backend/hubspot/sandbox';
}

/** The path of the target URL that stands in HubSpot, of the app that has one. */
function targetPath({ state }: Store): string | undefined {
  const targets = Object.values(state.apps).flatMap(({ webhooks }) => webhooks.settings?.targetUrl ?? []);
  return WEBHOOK_PATH.exec(targets[0] ?? '')?.[0];
}

const OPENCX_PLACEHOLDER = '{opencx}';

/** What a person at the keyboard has, with the address of the running OpenCX filled in. */
export function givenAt(openCxUrl: string, given: Portal['given']): Portal['given'] {
  return filled(given, openCxUrl);
}

function filled<T>(value: T, openCxUrl: string): T;
function filled(value: unknown, openCxUrl: string): unknown {
  if (typeof value === 'string') return value.replaceAll(OPENCX_PLACEHOLDER, openCxUrl);
  if (Array.isArray(value)) return value.map((item) => filled(item, openCxUrl));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, openCxUrl)]));
}
