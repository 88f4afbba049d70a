import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerOf, NOW, newMessage, openIntake, post, rawClient, rawPost, whenever } from './intake.ts';

const BATCH = JSON.stringify([newMessage()]);

describe('a refusal', () => {
  it('of another method names the methods that are taken', async () => {
    const { url, journal } = await openIntake();
    const { status, headers, text } = await answerOf(await fetch(url, { method: 'PUT', body: BATCH }));
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(text).toBe('Deliveries are taken as POST requests only.\n');
    expect(journal.refusals).toEqual([{ at: NOW, status: 405, reason: text.trim(), bytes: BATCH.length }]);
  });

  it('of another path names the right one', async () => {
    const { url, journal } = await openIntake({ path: '/hubspot' });
    const { status, text } = await post(new URL('/elsewhere', url).href, BATCH);
    expect([status, text]).toEqual([404, 'Nothing is taken at this path; deliveries go to /hubspot.\n']);
    expect(journal.refusals).toMatchObject([{ status: 404 }]);
    expect((await post(`${url}?from=hubspot`, BATCH)).status).toBe(200);
  });

  it.each(['/hubspot', '/hubspot/'])(
    'of none where %s is called with or without its last slash',
    async (path) => {
      const { url, port } = await openIntake({ path });
      for (const called of ['/hubspot', '/hubspot/', '/hubspot?a=1', '/hubspot/?a=1']) {
        expect((await post(new URL(called, url).href, BATCH)).status).toBe(200);
      }
      const proxy = await rawClient(port);
      proxy.write(rawPost(BATCH).replace('POST /', 'POST http://engine.example.test/hubspot'));
      await proxy.until(/200 OK/);
      expect((await post(new URL('/hubspotter', url).href, BATCH)).status).toBe(404);
    },
  );

  it.each([
    ['{"objectId":1}', 'The body is one JSON object that is no event; HubSpot sends a JSON array of events.'],
    ['canary', 'The body is not JSON; HubSpot sends a JSON array of events.'],
    ['', 'The body is empty; HubSpot sends a JSON array of events.'],
    [
      '[{"canary":1}]',
      'No element of the array is an event: element 1 has no subscriptionType like conversation.newMessage.',
    ],
  ])('of the body %j says why', async (body, reason) => {
    const { url, journal, handedOn, receipts } = await openIntake();
    expect(await post(url, body)).toMatchObject({ status: 400, text: `${reason}\n` });
    expect(journal.refusals).toEqual([{ at: NOW, status: 400, reason, bytes: body.length }]);
    expect(receipts).toMatchObject([{ status: 400, note: reason, events: 0 }]);
    expect(handedOn).toEqual([]);
  });

  it('leaves the connection usable', async () => {
    const { port, journal } = await openIntake();
    const client = await rawClient(port);
    client.write(rawPost('nonsense'));
    await client.until(/400 Bad Request[\s\S]*array of events\.\n$/);
    client.write(rawPost(BATCH));
    await client.until(/200 OK/);
    expect(journal.accepted).toHaveLength(1);
  });
});

describe('a body that is too large', () => {
  it('is refused by its announced length, before a byte of it came', async () => {
    const { port, journal } = await openIntake({ maxBytes: 100 });
    const client = await rawClient(port);
    client.write(rawPost('', { length: 101 }));
    const answer = await client.until(/taken\.\n$/);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(journal.refusals).toEqual([
      { at: NOW, status: 413, reason: 'The body is larger than the 100 bytes that are taken.', bytes: 101 },
    ]);
  });

  it('is refused while it streams', async () => {
    const { port, journal } = await openIntake({ maxBytes: 100 });
    const client = await rawClient(port);
    client.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    client.write(`32\r\n${'a'.repeat(50)}\r\n`);
    client.write(`33\r\n${'b'.repeat(51)}\r\n`);
    expect(await client.until(/taken\.\n$/)).toMatch(/^HTTP\/1\.1 413 /);
    expect(journal.refusals).toMatchObject([{ status: 413, bytes: 101 }]);
    client.write(`1\r\nc\r\n0\r\n\r\n${rawPost('[]')}`);
    await client.until(/200 OK/);
  });

  it('is answered in full also to a sender that goes on sending', async () => {
    const { url } = await openIntake({ maxBytes: 1000 });
    const megabytes = Buffer.alloc(3_000_000, 'x');
    expect((await post(url, megabytes)).status).toBe(413);
  });

  it('may be as large as the limit', async () => {
    const { url } = await openIntake({ maxBytes: BATCH.length });
    expect((await post(url, BATCH)).status).toBe(200);
    expect((await post(url, `${BATCH} `)).status).toBe(413);
  });

  it('is let pass no longer than a body may take, however steadily it drips', async () => {
    const { port } = await openIntake({ maxBytes: 100, bodyTimeoutMs: 50 });
    const client = await rawClient(port);
    client.write(rawPost('', { length: 1_000_000_000 }));
    const drip = setInterval(() => client.write('x'), 5);
    onTestFinished(() => clearInterval(drip));
    expect(await client.closed).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('a body that comes packed', () => {
  it('is refused by its header', async () => {
    const { url, journal } = await openIntake();
    const packed = gzipSync(BATCH);
    const { status, text } = await post(url, new Uint8Array(packed), { 'content-encoding': 'gzip' });
    expect([status, text]).toEqual([415, 'The body is compressed; HubSpot sends it as it is.\n']);
    expect(journal.refusals).toMatchObject([{ status: 415, bytes: packed.length }]);
    expect((await post(url, BATCH, { 'content-encoding': 'identity' })).status).toBe(200);
  });
});

describe('more bodies at once than there is room for', () => {
  it('are put off, and the room is free again when those under way are done with', async () => {
    const { url, port, journal } = await openIntake({
      maxBytesUnderWay: BATCH.length + 100,
      bodyTimeoutMs: 300,
    });
    const slow = await rawClient(port);
    slow.write(rawPost('x'.repeat(101), { length: 1_000 }));
    const answers = await whenever(async () => {
      const { status, text } = await post(url, BATCH);
      return status === 503 ? text : undefined;
    });
    expect(answers).toBe('Too many deliveries are under way at once. Send it again later.\n');
    expect(journal.refusals).toContainEqual({
      at: NOW,
      status: 503,
      reason: answers.trim(),
      bytes: BATCH.length,
    });
    expect(await slow.closed).toMatch(/^HTTP\/1\.1 408 /);
    for (let times = 0; times < 5; times += 1) expect((await post(url, BATCH)).status).toBe(200);
  });

  it('leave room for others when their senders leave', async () => {
    const { url, port } = await openIntake({ maxBytesUnderWay: BATCH.length });
    for (let times = 0; times < 3; times += 1) {
      const leaver = await rawClient(port);
      leaver.write(rawPost(BATCH.slice(0, -1), { length: BATCH.length }));
      leaver.leave();
      await leaver.closed;
    }
    expect(await whenever(async () => ((await post(url, BATCH)).status === 200 ? true : undefined))).toBe(
      true,
    );
  });

  it('come on no more connections than are allowed', async () => {
    const { url, port } = await openIntake({ maxConnections: 2 });
    const held = [await rawClient(port), await rawClient(port)];
    const third = await rawClient(port);
    expect(await third.closed).toBe('');
    for (const client of held) client.leave();
    await Promise.all(held.map(({ closed }) => closed));
    expect(
      await whenever(() =>
        post(url, BATCH).then(
          ({ status }) => status,
          () => undefined,
        ),
      ),
    ).toBe(200);
  });
});

describe('a body in the smallest pieces', () => {
  it('is put together to what it was', async () => {
    const { port, journal } = await openIntake();
    const client = await rawClient(port);
    const chunks = [...BATCH].map((sign) => `1\r\n${sign}\r\n`).join('');
    client.write(`POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
    await client.until(/200 OK/);
    expect(journal.accepted.map(({ event }) => event.messageId)).toEqual(['e1']);
  });
});

describe('a body that is too slow', () => {
  it('is given up, and the connection with it', async () => {
    const { port, journal } = await openIntake({ bodyTimeoutMs: 30 });
    const client = await rawClient(port);
    client.write(rawPost(BATCH.slice(0, 20), { length: BATCH.length }));
    const answer = await client.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*did not arrive whole within 30 ms\.\n$/);
    expect(journal.refusals).toMatchObject([{ status: 408, bytes: 20 }]);
  });
});

it('nothing is answered and nothing written when the sender leaves in the middle', async () => {
  const { port, journal, receipts, close } = await openIntake();
  const client = await rawClient(port);
  client.write(rawPost(BATCH.slice(0, 20), { length: BATCH.length }));
  client.leave();
  await client.closed;
  await close();
  expect([journal.refusals, journal.accepted, receipts]).toEqual([[], [], []]);
});

it('no refusal repeats what was sent', async () => {
  const { url, journal } = await openIntake();
  const answers = [
    await post(url, 'canary-body'),
    await post(url, '[{"subscriptionType":"canary-body"}]'),
    await post(`${url}canary-body`, BATCH),
  ];
  expect(JSON.stringify([answers, journal.refusals])).not.toContain('canary-body');
});
