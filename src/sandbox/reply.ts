/** One answer of an emulated service; the body may carry the id under which the service logged the request. */
export interface Reply {
  status: number;
  contentType: string;
  headers: Record<string, string>;
  body(correlationId: string): string | Uint8Array;
}

const JSON_TYPE = 'application/json;charset=utf-8';
const HTML_TYPE = 'text/html;charset=utf-8';

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, contentType: JSON_TYPE, headers, body: () => JSON.stringify(value) };
}

/** A JSON answer whose body names the correlation id, as HubSpot's errors do. */
export function correlatedReply(
  status: number,
  value: (correlationId: string) => unknown,
  headers: Record<string, string> = {},
): Reply {
  return { status, contentType: JSON_TYPE, headers, body: (id) => JSON.stringify(value(id)) };
}

/** A zip archive. */
export function zipReply(bytes: Uint8Array): Reply {
  return { status: 200, contentType: 'application/zip', headers: {}, body: () => bytes };
}

export function htmlReply(status: number, page: string, headers: Record<string, string> = {}): Reply {
  return { status, contentType: HTML_TYPE, headers, body: () => page };
}

/** 204: done, nothing to say. */
export function emptyReply(): Reply {
  return { status: 204, contentType: JSON_TYPE, headers: {}, body: () => '' };
}

/** Thrown by a handler that ends a request with an error reply. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with status ${reply.status}`);
    this.reply = reply;
  }
}

/** What a handler replies, also where it refuses. */
export function replyOf(handle: () => Reply): Reply {
  try {
    return handle();
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}
