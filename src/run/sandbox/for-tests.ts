/**
 * `opencx-hubspot/sandbox`: an emulated HubSpot portal with a thin OpenCX beside it, on this machine's loopback, for the
 * tests of other programs. Its types stand in here alone, so that they can be handed out as they are.
 */
import { keyboardOf } from './keyboard.ts';
import { startPortal } from './start.ts';

export interface SandboxOptions {
  /** A portal of `opencx-hubspot sandbox list`; joined with `+`, several of them. `healthy-email` when left out. */
  portal?: string;
  /** Faults of `opencx-hubspot sandbox list` beside the portal's own, such as `rate-limited-once`. */
  faults?: readonly string[];
  /** Milliseconds before every answer. */
  latencyMs?: number;
  /** For HubSpot; OpenCX takes the next one. Free ports when left out. */
  port?: number;
  /** Where the portal sends its webhook events, and the client secret that signs them; http on this machine alone. */
  webhooks?: { url: string; secret: string };
}

/** One request that came in. */
export interface SandboxRequest {
  method: string;
  /** With its query. */
  path: string;
  /** Of the answer. */
  status: number;
}

export interface EmulatedSandbox {
  /** Base URL of HubSpot's API, without a trailing slash. */
  url: string;
  /** Base URL of the API of OpenCX. */
  openCxUrl: string;
  /** Access token of the app in the portal; '' where the portal is one without. */
  token: string;
  /** The variables that a program beside it needs, as `HUBSPOT_API_URL` and `HUBSPOT_ACCESS_TOKEN`. */
  env: Readonly<Record<string, string>>;
  /** Everything that came in since the start or the last reset, oldest first. */
  requests(): readonly SandboxRequest[];
  /** Replaces the faults in force. Throws where one is not known. */
  setFaults(names: readonly string[]): void;
  /** A customer opens a conversation with `new`, or writes on theirs. */
  customerWrites(threadId: string, text: string): Promise<{ threadId: string; messageId: string }>;
  /** A rep answers in public. */
  repReplies(threadId: string, text: string): Promise<{ messageId: string }>;
  /** Resolves when every webhook event was delivered or given up. */
  settled(): Promise<void>;
  /** Puts the portal back as it was started, its faults too, and forgets the requests. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts a portal on 127.0.0.1.
 *
 * Rejects with a sentence that names the nearest portal or fault where there is none of a name, and where a port is
 * taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<EmulatedSandbox> {
  const { portal = 'healthy-email', webhooks, ...rest } = options;
  const sandbox = await startPortal(portal, rest);
  if (webhooks) sandbox.deliverTo(webhooks);
  const { url, openCxUrl } = sandbox;
  return {
    url,
    openCxUrl,
    token: sandbox.given.token ?? '',
    env: keyboardOf(sandbox).variables,
    requests: () => [...sandbox.requests],
    setFaults: (names) => sandbox.setFaults(names),
    customerWrites: (threadId, text) => sandbox.customerWrites(threadId, text),
    repReplies: (threadId, text) => sandbox.repReplies(threadId, text),
    settled: () => sandbox.settled(),
    reset: () => sandbox.reset(),
    close: () => sandbox.close(),
  };
}
