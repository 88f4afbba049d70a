/** What Newman, the runner of Postman's collections, reports as JSON. */
import { listAt, objectAt, type Unwrap } from './unwrap.ts';

/** One row for each request that was run; its URL lies there in pieces. */
export const unwrapNewman: Unwrap = (record) =>
  listAt(objectAt(record, 'run'), 'executions')?.map((execution) => {
    const request = objectAt(execution, 'request');
    const response = objectAt(execution, 'response');
    return {
      method: request.method,
      url: urlOf(request.url),
      status: response.code,
      response_time_ms: response.responseTime,
      response_body: response.stream === undefined ? response.body : textOf(response.stream),
    };
  });

function urlOf(url: unknown): unknown {
  if (typeof url !== 'object' || url === null) return url;
  const { protocol = 'https', host, path } = url as Record<string, unknown>;
  return `${protocol}://${joined(host, '.')}/${joined(path, '/')}`;
}

function joined(parts: unknown, separator: string): string {
  return Array.isArray(parts) ? parts.join(separator) : String(parts ?? '');
}

/** A Node buffer as JSON has it. */
function textOf(stream: unknown): string | undefined {
  const { data } = objectAt({ stream }, 'stream');
  return Array.isArray(data) ? Buffer.from(data).toString('utf8') : undefined;
}
