import { onTestFinished } from 'vitest';
import { loadPortal, type Portal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';

export const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';
export const OPENCX_KEY = 'ocx_live_00000000000000000000';
export const APP_ID = '2011410';
export const EMAIL_THREAD = '8243595013';
export const CHAT_THREAD = '8243601188';
export const CONVERSATIONS = '/conversations/v3/conversations';

/** Starts a portal for one test; `change` edits its state before that. */
export async function sandboxOf(
  name: string,
  change: (portal: Portal) => void = () => {},
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const portal = await loadPortal(name);
  change(portal);
  const sandbox = await startSandbox(portal, options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds
export type Json = any;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
}

export interface Ask {
  method?: string;
  body?: unknown;
  authorization?: string | null;
  signal?: AbortSignal;
}

/** One request with the portal's token unless another authorization, or null for none, is given. */
export async function ask(base: string, path: string, options: Ask = {}): Promise<Answer> {
  const { method = 'GET', body, authorization = `Bearer ${TOKEN}`, signal } = options;
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(authorization !== null && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}

export const withoutScopes =
  (...scopes: string[]) =>
  ({ state }: Portal): void => {
    for (const scope of scopes) delete state.apps[APP_ID]?.scopes[scope];
  };
