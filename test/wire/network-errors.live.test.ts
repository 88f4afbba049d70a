import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toEvidenceFailure } from '../../src/wire/network-errors.ts';
import { LARGEST_BODY } from '../../src/wire/request.ts';
import { answer, type Fault } from './fault-server.ts';
import { failureOf, openServer, openWire, plainHttpPort } from './open-wire.ts';

const CANARY = 'canary-secret-0451';
const withCode = (code: string, cause?: unknown) => Object.assign(new Error(CANARY, { cause }), { code });
const kindOf = (error: unknown) => toEvidenceFailure(error, { host: 'api.hubapi.com' }).error.kind;

describe('toEvidenceFailure', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['UND_ERR_SOCKET', 'reset'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['HPE_INVALID_CONSTANT', 'parse'],
    ['SOMETHING_NEW', 'reset'],
  ])('takes %s for %s', (code, kind) => {
    const failure = toEvidenceFailure(new TypeError('fetch failed', { cause: withCode(code) }), {
      host: 'api.hubapi.com',
    });
    expect(failure.error.kind).toBe(kind);
    expect(failure.message).toContain('api.hubapi.com');
    expect(JSON.stringify(failure)).not.toContain(CANARY);
  });

  it('looks into the errors of each address that was tried', () => {
    expect(kindOf(new AggregateError([withCode('ENETUNREACH'), withCode('ECONNREFUSED')], CANARY))).toBe(
      'refused',
    );
    expect(kindOf(new TypeError('x', { cause: new AggregateError([withCode('ETIMEDOUT')]) }))).toBe(
      'timeout',
    );
  });

  it('takes aborts for a timeout and says which it was', () => {
    const sentence = (name: string) =>
      toEvidenceFailure(new DOMException('', name), { host: 'h.test' }).message;
    expect(sentence('TimeoutError')).toBe('No time was left to call h.test.');
    expect(sentence('AbortError')).toBe('The call to h.test was stopped before an answer came.');
  });
});

describe('over real sockets', () => {
  it('calls a name that does not resolve dns, after one try', async () => {
    const wire = openWire({ allowedHosts: ['*.invalid'] });
    const failure = await failureOf(wire.send({ url: 'http://nowhere.invalid/' }));
    expect(failure.error).toMatchObject({ kind: 'dns', host: 'nowhere.invalid' });
    expect(wire.calls).toMatchObject([{ tries: 1 }]);
  });

  it('calls HTTPS to a port that speaks HTTP a TLS error, after one try', async () => {
    const wire = openWire();
    const failure = await failureOf(wire.send({ url: `https://127.0.0.1:${await plainHttpPort()}/` }));
    expect(failure.error.kind).toBe('tls');
    expect(wire.calls).toMatchObject([{ tries: 1 }]);
  });

  it('reads no answer larger than 20 MB', async () => {
    const endless: Fault = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const piece = 'x'.repeat(1024 * 1024);
      for (let sent = 0; sent <= LARGEST_BODY; sent += piece.length) socket.write(`100000\r\n${piece}\r\n`);
    };
    const server = await openServer(endless);
    const failure = await failureOf(openWire().send({ url: server.url }));
    expect(failure.error.kind).toBe('parse');
    expect(failure.message).toContain('larger than 20 MB');
    expect(server.seen).toHaveLength(1);
  });

  it('unpacks an answer that came packed although it was asked for plain', async () => {
    const packed =
      (encoding: string, body: Buffer): Fault =>
      (socket) => {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`,
        );
        socket.write(body);
      };
    const text = '{"fine":true}';
    const server = await openServer(
      packed('gzip', gzipSync(text)),
      packed('deflate', deflateSync(text)),
      packed('br', brotliCompressSync(text)),
      packed('gzip', Buffer.from(text)),
    );
    for (let each = 0; each < 4; each += 1) {
      expect((await openWire().send({ url: server.url })).body).toBe(text);
    }
    const bomb = await openServer(packed('gzip', gzipSync('x'.repeat(LARGEST_BODY + 1))));
    expect((await failureOf(openWire().send({ url: bomb.url }))).message).toContain('larger than 20 MB');
  });

  it('sends no request larger than 20 MB', async () => {
    const server = await openServer(answer(200));
    const body = 'x'.repeat(LARGEST_BODY + 1);
    const failure = await failureOf(openWire().send({ url: server.url, method: 'POST', body }));
    expect(failure.error.kind).toBe('not-allowed');
    expect(failure.message).toContain('larger than 20 MB');
    expect(server.connections()).toBe(0);
  });

  it.each([
    [
      'a header that cannot be sent',
      (url: string) => [url, { headers: { authorization: `Bearer ${CANARY}\u200b` } }] as const,
    ],
    ['an address that is none', () => [`https//${CANARY}`, {}] as const],
    ['an address with a password', (url: string) => [url.replace('//', `//a:${CANARY}@`), {}] as const],
  ])('keeps secrets out of the error for %s', async (_name, request) => {
    const server = await openServer(answer(200));
    const [url, init] = request(server.url);
    const failure = await failureOf(openWire().send({ url, ...init }));
    expect(failure.error.kind).toBe('not-configured');
    expect(`${failure.stack} ${JSON.stringify(failure)} ${String(failure.cause)}`).not.toContain(CANARY);
    expect(server.connections()).toBe(0);
  });
});
