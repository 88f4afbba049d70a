/**
 * What HubSpot logs of an app: the calls that it made and what it was sent, as they really came and went while the portal
 * was served. In real time, since whoever reads it asks for the last hours.
 */

interface Logged {
  id: string;
  appId: string;
  /** Epoch milliseconds. */
  at: number;
  durationMs: number;
}

export interface LoggedCall extends Logged {
  method: string;
  /** With its query. */
  path: string;
  /** 0: the connection was closed instead. */
  status: number;
  /** Of a call that was refused. */
  answer: string;
}

export interface LoggedDelivery extends Logged {
  /** As they stood in the request. */
  events: readonly object[];
  /** What the target answered, or HubSpot's word for why it did not. */
  ended: number | string;
}

/** HubSpot keeps days of them; so many show any portal of a test. */
const MOST = 2_000;

export class AppLog {
  readonly calls: LoggedCall[] = [];
  readonly deliveries: LoggedDelivery[] = [];
  #rows = 0;

  call(call: Omit<LoggedCall, 'id'>): void {
    this.#keep(this.calls, { id: this.#nextId('call'), ...call });
  }

  delivery(delivery: Omit<LoggedDelivery, 'id'>): void {
    this.#keep(this.deliveries, { id: this.#nextId('delivery'), ...delivery });
  }

  clear(): void {
    this.calls.length = 0;
    this.deliveries.length = 0;
    this.#rows = 0;
  }

  #keep<T>(log: T[], row: T): void {
    log.push(row);
    if (log.length > MOST) log.shift();
  }

  #nextId(kind: string): string {
    this.#rows += 1;
    return `${kind}-${this.#rows}`;
  }
}
