import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { startIntake } from '../../../src/engine/intake/server.ts';
import { UsageError } from '../../../src/files/usage-error.ts';
import { runs } from '../../support/proof.ts';
import { answerOf, HeldJournal, NOW, newMessage, openIntake, post, rawClient, rawPost } from './intake.ts';

const batchOf = (...numbers: number[]) => JSON.stringify(numbers.map(newMessage));

describe('a delivery', () => {
  it('is answered with an empty 200 once it is durable, and handed on after that', async () => {
    const { url, journal, handedOn } = await openIntake();
    const { waiting, release } = journal.hold();
    let answered = false;
    const answer = post(url, batchOf(1, 2)).then((received) => {
      answered = true;
      return received;
    });
    await waiting;
    expect([answered, handedOn.length]).toEqual([false, 0]);
    release();
    expect(await answer).toMatchObject({ status: 200, text: '' });
    expect(handedOn).toEqual(journal.accepted);
    expect(handedOn.map(({ key }) => key)).toEqual(
      [1, 2].map((number) => `1020304|conversation.newMessage|8243595013|e${number}`),
    );
    expect(handedOn).toMatchObject([
      { id: 1, receivedAt: NOW, lane: 'thread:8243595013', event: { messageId: 'e1' } },
      { id: 2, receivedAt: NOW, lane: 'thread:8243595013', event: { messageId: 'e2' } },
    ]);
  });

  it('keeps its good elements, and one line tells of the bad ones', async () => {
    const { url, journal, handedOn } = await openIntake();
    const { subscriptionType: _none, ...bad } = newMessage(2);
    const body = JSON.stringify([newMessage(1), bad, newMessage(3)]);
    expect((await post(url, body)).status).toBe(200);
    expect(handedOn.map(({ event }) => event.messageId)).toEqual(['e1', 'e3']);
    expect(journal.refusals).toEqual([
      {
        at: NOW,
        status: 200,
        reason:
          '1 of 3 elements could not be read and were left out: element 2 has no subscriptionType like conversation.newMessage.',
        bytes: body.length,
      },
    ]);
  });

  it('may be empty: nothing is written, and it is noted', async () => {
    const { url, journal, handedOn, receipts } = await openIntake();
    expect(await post(url, '[]')).toMatchObject({ status: 200, text: '' });
    expect([journal.accepted, journal.refusals, handedOn]).toEqual([[], [], []]);
    expect(receipts).toMatchObject([{ status: 200, note: 'The batch is empty; there was nothing to keep.' }]);
  });

  it('of the Test button is kept with a note', async () => {
    const { url, journal } = await openIntake();
    const body = [newMessage(), { ...newMessage(), eventId: 100, objectId: 123 }];
    expect((await post(url, JSON.stringify(body))).status).toBe(200);
    expect(journal.notes).toEqual([{ eventId: 2, note: expect.stringContaining('Test button') }]);
  });

  it('that is durable is worked on also when its sender did not wait for the answer', async () => {
    const { port, journal, handedOn, close } = await openIntake();
    const { waiting, release } = journal.hold();
    const client = await rawClient(port);
    client.write(rawPost(batchOf(1)));
    await waiting;
    client.leave();
    await client.closed;
    release();
    await close();
    expect(handedOn).toEqual(journal.accepted);
    expect(handedOn).toHaveLength(1);
  });

  it('is put off with a 503 while the journal cannot write, refusals too', async () => {
    const { url, journal, handedOn, receipts } = await openIntake();
    journal.failure = new Error('canary: the disk is full');
    for (const body of [batchOf(1), 'nonsense']) {
      const { status, text } = await post(url, body);
      expect([status, text]).toEqual([
        503,
        'The journal could not be written, so nothing of this delivery was taken. Send it again later.\n',
      ]);
    }
    expect(handedOn).toEqual([]);
    expect(receipts.map(({ fault }) => fault)).toEqual([journal.failure, journal.failure]);
    journal.failure = undefined;
    expect((await post(url, batchOf(1))).status).toBe(200);
  });
});

describe('connections', () => {
  it('may bring any bytes, and the next delivery is taken', async () => {
    const { url, port, journal } = await openIntake({ bodyTimeoutMs: 50 });
    const line = fc.constantFrom(
      'POST / HTTP/1.1',
      'POST / HTTP/9',
      'GET /',
      'CONNECT x:1 HTTP/1.1',
      'x',
      '',
    );
    const header = fc.constantFrom(
      'Host: x',
      'Content-Length: 9',
      'Content-Length: 99999999999999999999',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: gzip',
      'Expect: 100-continue',
      'Upgrade: websocket',
      'Connection: upgrade',
      'X-Forwarded-Host: "',
      'no header',
    );
    const request = fc
      .tuple(line, fc.array(header, { maxLength: 5 }), fc.string({ unit: 'binary', maxLength: 50 }))
      .map(([first, headers, rest]) => `${[first, ...headers].join('\r\n')}\r\n\r\n${rest}`);
    await fc.assert(
      fc.asyncProperty(request, async (bytes) => {
        const client = await rawClient(port);
        client.write(bytes);
        client.leave();
        await client.closed;
        const before = journal.accepted.length;
        expect((await post(url, batchOf(1))).status).toBe(200);
        expect(journal.accepted).toHaveLength(before + 1);
      }),
      { numRuns: runs(200) },
    );
  });

  it('may bring a request byte by byte', async () => {
    const { port, journal } = await openIntake();
    const client = await rawClient(port);
    for (const byte of rawPost(batchOf(1))) client.write(byte);
    await client.until(/200 OK/);
    expect(journal.accepted).toHaveLength(1);
  });

  it('may cut a character in two', async () => {
    const { url, journal } = await openIntake();
    const body = Buffer.from(JSON.stringify([{ ...newMessage(), propertyValue: 'né' }]));
    const cut = body.indexOf(0xc3) + 1;
    const stream = ReadableStream.from([body.subarray(0, cut), body.subarray(cut)]);
    const response = await fetch(url, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(200);
    expect(journal.accepted[0]?.event.propertyValue).toBe('né');
  });

  it('are answered in order when requests are sent one behind the other', async () => {
    const { port, handedOn } = await openIntake();
    const client = await rawClient(port);
    client.write(rawPost(batchOf(1)) + rawPost('nonsense') + rawPost(batchOf(2)));
    const seen = await client.until(/(HTTP\/1\.1 [\s\S]*){3}/);
    expect(seen.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400', 'HTTP/1.1 200']);
    expect(handedOn.map(({ event }) => event.messageId)).toEqual(['e1', 'e2']);
  });

  it('a hundred at once lose nothing', async () => {
    const { url, journal, handedOn } = await openIntake();
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const answers = await Promise.all(
      numbers.map((number) => post(url, batchOf(2 * number, 2 * number + 1))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(journal.accepted.map(({ event }) => event.messageId)).size).toBe(200);
    expect(handedOn).toHaveLength(200);
  });
});

describe('a person who looks', () => {
  it.each(['/hubspot', '/'])('at %s is told what this is', async (path) => {
    const { url, journal, receipts } = await openIntake({ path: '/hubspot' });
    const { status, text } = await answerOf(await fetch(new URL(path, url)));
    expect([status, text]).toEqual([
      200,
      'The opencx-hubspot engine. It takes HubSpot webhook deliveries as POST requests.\n',
    ]);
    expect((await fetch(new URL(path, url), { method: 'HEAD' })).status).toBe(200);
    expect([journal.refusals, receipts]).toEqual([[], []]);
  });

  it('elsewhere finds nothing', async () => {
    const { url, journal } = await openIntake();
    expect((await fetch(new URL('/favicon.ico', url))).status).toBe(404);
    expect(journal.refusals).toEqual([]);
  });
});

describe('closing', () => {
  it('answers what is under way and takes nothing more', async () => {
    const { url, port, journal, handedOn, close } = await openIntake();
    const late = await rawClient(port);
    late.write('POST / HTTP/1.1\r\nHost: x\r\n');
    const { waiting, release } = journal.hold();
    const underWay = post(url, batchOf(1));
    await waiting;
    const closed = close();
    late.write('Content-Length: 2\r\n\r\n[]');
    expect(await late.closed).toMatch(
      /^HTTP\/1\.1 503 [\s\S]*Connection: close[\s\S]*The engine is stopping/,
    );
    await expect(fetch(url)).rejects.toThrow();
    release();
    expect((await underWay).status).toBe(200);
    await closed;
    expect(handedOn).toHaveLength(1);
  });

  it('does not wait for connections that say nothing', async () => {
    const { port, url, close } = await openIntake();
    const silent = await rawClient(port);
    const halfway = await rawClient(port);
    halfway.write('POST / HT');
    await post(url, batchOf(1));
    await close();
    expect([await silent.closed, await halfway.closed]).toEqual(['', '']);
  });
});

describe('an intake that cannot start', () => {
  const options = {
    signature: { check: 'off' },
    journal: new HeldJournal(),
    clock: { now: () => NOW },
    onAccepted: () => {},
  } as const;

  it('says that the port is taken', async () => {
    const { port } = await openIntake();
    const failure = await startIntake({ ...options, port }).catch((error) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).toBe(`Port ${port} of 127.0.0.1 is taken by another program.`);
  });

  it.each(['engine.example.test', 'ftp://canary.example.test/', 'https://'])(
    'does not take %s for a public URL, and does not repeat it',
    async (url) => {
      const failure = await startIntake({ ...options, port: 0, publicUrl: new Secret(url) }).catch(
        (error) => error,
      );
      expect(failure).toBeInstanceOf(UsageError);
      expect(failure.message).toBe('The public URL is not an http or https address.');
    },
  );
});
