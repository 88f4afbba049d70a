import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDelivery } from '../../../src/engine/intake/parse.ts';
import { listDeliveries, loadDelivery, UnknownDelivery } from '../../../src/engine/trigger/deliveries.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { DELIVERIES } from './folder.ts';

const listed = await listDeliveries(DELIVERIES);

describe('the deliveries of the package', () => {
  it('are listed, each with a body of its own, and none besides', async () => {
    const bodies = (await readdir(DELIVERIES)).filter((file) => file.endsWith('.json'));
    expect(listed.map(({ name }) => `${name}.json`).sort()).toEqual(bodies.sort());
    expect(new Set(listed.map(({ title }) => title)).size).toBe(listed.length);
  });

  it.each(listed)('$name: $title', async ({ name }) => {
    const events = await loadDelivery(DELIVERIES, name);
    expect(events.length).toBeGreaterThan(0);
    const parsed = parseDelivery(Buffer.from(JSON.stringify(events)));
    expect(parsed).toMatchObject({ leftOut: null });
    for (const event of events) {
      expect(event).toMatchObject({ portalId: 1020304, appId: 2011410, attemptNumber: expect.any(Number) });
    }
  });

  it('point to what the emulated portals hold', async () => {
    const { state } = await loadPortal('healthy-chat');
    const known = new Set([
      ...Object.keys(state.threads),
      ...Object.keys(state.tickets),
      ...Object.keys(state.contacts),
    ]);
    for (const { name } of listed.filter((delivery) => delivery.name !== 'panel-test')) {
      for (const event of await loadDelivery(DELIVERIES, name)) {
        const { objectId, fromObjectId, toObjectId, messageId } = event;
        const named = [objectId, fromObjectId, toObjectId].filter((id) => id !== undefined).map(String);
        expect(named).not.toEqual([]);
        for (const id of named) expect(known).toContain(id);
        if (messageId === undefined) continue;
        expect(state.messages[String(messageId)]).toMatchObject({
          threadId: String(event['objectId']),
          type: event['messageType'],
        });
      }
    }
  });

  it('have a redelivery that differs from the first by its attempt alone', async () => {
    const [first] = await loadDelivery(DELIVERIES, 'new-message');
    expect(await loadDelivery(DELIVERIES, 'redelivery')).toEqual([{ ...first, attemptNumber: 1 }]);
  });
});

it.each(['nothing-like-it', '../portals/healthy-email', 'index', ''])(
  'there is no delivery named "%s"',
  async (name) => {
    const failure = await loadDelivery(DELIVERIES, name).catch((error) => error);
    expect(failure).toBeInstanceOf(UnknownDelivery);
    expect(failure.known).toContain('new-message');
  },
);

it('a folder without an index has no deliveries', async () => {
  await expect(listDeliveries(join(DELIVERIES, 'nowhere'))).rejects.toThrow('ENOENT');
});
