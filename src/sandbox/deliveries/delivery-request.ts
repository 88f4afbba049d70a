import { request } from 'node:http';

/** How the target took a delivery. */
export interface DeliveryAnswer {
  /** 0 where no answer came. */
  status: number;
  /** Why none came: `timeout`, or the connection's own code such as `ECONNREFUSED`. */
  problem?: string;
}

/** One POST to a target on loopback; never rejects. */
export function postDelivery(
  url: URL,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<DeliveryAnswer> {
  return new Promise((resolve) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const posted = request(
      url,
      { method: 'POST', headers, agent: false, signal: AbortSignal.any([signal, timeout]) },
      (response) => {
        response.resume();
        // A target that goes away in the middle of its answer has answered all the same.
        response.on('error', () => {});
        resolve({ status: response.statusCode ?? 0 });
      },
    );
    posted.on('error', (error: NodeJS.ErrnoException) => {
      resolve({ status: 0, problem: timeout.aborted ? 'timeout' : (error.code ?? error.name) });
    });
    posted.end(body);
  });
}

/** Deliveries stay on this machine. */
export class NotLoopback extends Error {
  override readonly name = 'NotLoopback';
  readonly host: string;

  constructor(host: string) {
    super(`The sandbox delivers only to http on this machine, not to ${host}.`);
    this.host = host;
  }
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The address of a target; throws `NotLoopback` for one that is not on this machine. */
export function loopbackUrl(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== 'http:' || !LOOPBACK.test(url.hostname)) throw new NotLoopback(url.host);
  return url;
}
