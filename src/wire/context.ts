import { AsyncLocalStorage } from 'node:async_hooks';

/** Bounds of a piece of work: every request made inside ends with them. */
export interface Scope {
  signal: AbortSignal;
  /** Epoch milliseconds on the wire's clock; no wait reaches past it. */
  deadlineAt?: number;
  /** Told before a rate limit is waited for, so that the wait is not held against the work. In milliseconds. */
  onRateLimit?(milliseconds: number): void;
}

/** What is to be known of a request beyond its method. */
export interface CallMarks {
  /** A read that is made by POST (search, introspection): it may be sent again. */
  repeatable?: boolean;
  /** The path is a secret, as a webhook URL's is: it appears in no record and no error. */
  secretPath?: boolean;
}

/** What surrounds a request. Both HTTP clients run inside it, and neither needs to hand it on. */
export interface CallContext extends CallMarks {
  scope?: Scope;
  /** Counts the requests of the scope, tries included. */
  meter?: { calls: number };
}

const storage = new AsyncLocalStorage<CallContext>();

export const currentContext = (): CallContext => storage.getStore() ?? {};

/** Runs work with additions to what surrounds it. */
export function withContext<T>(additions: CallContext, work: () => Promise<T>): Promise<T> {
  return storage.run({ ...currentContext(), ...additions }, work);
}
