import { Refusal, type Reply } from './reply.ts';
import { Router, type SandboxRequest } from './router.ts';
import { openCxNotFound, openCxRoutes } from './routes/opencx.ts';
import type { Service } from './service.ts';
import type { Store } from './store.ts';

/** The emulated OpenCX: its public API, thin, and its webhook target. */
export class OpenCxService implements Service {
  readonly name = 'opencx';
  readonly #router = new Router(openCxRoutes);
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  patternOf(request: SandboxRequest): string {
    const match = this.#router.find(request.method, request.path);
    return typeof match === 'string' ? request.path : match.pattern;
  }

  answer(request: SandboxRequest): Reply {
    const match = this.#router.find(request.method, request.path);
    if (typeof match === 'string' || match.route.access !== 'open') {
      return openCxNotFound(`Cannot ${request.method} ${request.path}`);
    }
    try {
      return match.route.handle({ ...request, store: this.#store, params: match.params });
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  }
}
