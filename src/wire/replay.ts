import type { Dispatcher } from 'undici';
import { asError, type WireAnswer } from './exchange.ts';

/** Hands a finished answer to the client that waits for it; the client may leave before. */
export class WaitingClient {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #stop = new AbortController();
  readonly #controller: Dispatcher.DispatchController;

  constructor(handler: Dispatcher.DispatchHandler) {
    this.#handler = handler;
    this.#controller = controllerOf(this.#stop);
    handler.onRequestStart?.(this.#controller, {});
  }

  /** Aborts when the client no longer waits. */
  get left(): AbortSignal {
    return this.#stop.signal;
  }

  /** The answer is whole already, so a client's wish to pause for the next piece has no meaning. */
  answer({ status, headers, statusText, body }: WireAnswer): void {
    if (this.left.aborted) {
      this.fail(asError(this.left.reason));
      return;
    }
    this.#handler.onResponseStart?.(this.#controller, status, headers, statusText);
    if (body.length > 0) this.#handler.onResponseData?.(this.#controller, body);
    this.#handler.onResponseEnd?.(this.#controller, {});
  }

  fail(error: Error): void {
    this.#handler.onResponseError?.(this.#controller, error);
  }
}

function controllerOf(stop: AbortController): Dispatcher.DispatchController {
  return {
    get aborted() {
      return stop.signal.aborted;
    },
    get reason() {
      return stop.signal.aborted ? asError(stop.signal.reason) : null;
    },
    paused: false,
    rawHeaders: null,
    rawTrailers: null,
    abort: (reason) => stop.abort(reason),
    pause: () => {},
    resume: () => {},
  };
}
