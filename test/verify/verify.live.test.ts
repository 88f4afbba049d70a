import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import type { Portal } from '../../src/sandbox/portal/portals.ts';
import { OPEN_FACTS, type OpenFactId } from '../../src/sandbox/portal/readings.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { APP_ID, EMAIL_THREAD, OPENCX_KEY, sandboxOf, TOKEN } from '../sandbox/support.ts';
import { NOT_BY_READING, QUESTIONS } from './questions/index.ts';
import type { VerificationRecord } from './record.ts';
import { verify } from './verify.ts';

const DEVELOPER_KEY = '00000000-0000-0000-0000-000000000000';

function verified({ url, openCxUrl, given }: Sandbox): Promise<VerificationRecord> {
  const { personalAccessKey } = given;
  const keys = {
    token: new Secret(TOKEN),
    developerKey: new Secret(DEVELOPER_KEY),
    openCxKey: new Secret(OPENCX_KEY),
    personalAccessKey: personalAccessKey === undefined ? undefined : new Secret(personalAccessKey),
  };
  return verify(keys, { hubspotUrl: url, openCxUrl });
}

function outcomeOf({ findings }: VerificationRecord, id: string) {
  return findings.find((finding) => finding.id === id)?.outcome;
}

interface Case {
  portal: string;
  prepare?(portal: Portal): void;
  /** What happens in the portal before it is asked. */
  happens?(sandbox: Sandbox): Promise<void>;
  /** Readings that reads alone cannot prove. */
  unprovable?: readonly string[];
}

/** A portal for each question that is settled by reading, in which there is something to read. */
const CASES: Partial<Record<OpenFactId, Case>> = {
  secondaryEmails: { portal: 'healthy-merged-contact' },
  ownersActorRoute: { portal: 'healthy-email' },
  ownerInEvents: {
    portal: 'healthy-project-app',
    prepare({ state }) {
      const subscription = {
        eventType: 'conversation.propertyChange',
        propertyName: 'assignedTo',
        active: true,
      };
      const createdAt = '2026-11-02T09:12:30.000Z';
      for (const { webhooks } of Object.values(state.apps))
        webhooks.subscriptions['3009'] = { ...subscription, createdAt };
    },
    async happens(sandbox) {
      sandbox.deliverTo({ url: sandbox.webhookTargetUrl, secret: DEVELOPER_KEY });
      await sandbox.assign(EMAIL_THREAD, 'A-7002');
      await sandbox.settled();
    },
  },
  assignee: { portal: 'healthy-email' },
  webhooksApiWithAppToken: { portal: 'healthy-email' },
  subscriptionsShape: {
    portal: 'healthy-email',
    prepare({ state }) {
      const app = state.apps[APP_ID];
      if (app) app.developerKeys = { [DEVELOPER_KEY]: true };
    },
  },
  scopeErrorForm: {
    portal: 'healthy-email',
    prepare({ state }) {
      delete state.apps[APP_ID]?.scopes['crm.objects.deals.read'];
    },
  },
  pages: { portal: 'owner-not-ai-user', unprovable: ['full'] },
};

const READINGS = Object.entries(CASES).flatMap(([id, one]) =>
  Object.keys(OPEN_FACTS[id as OpenFactId].readings).map((reading) => ({
    id: id as OpenFactId,
    reading,
    ...one,
  })),
);

describe('a real portal', () => {
  it('is asked every question that the sandbox reads one way or the other', () => {
    const asked = [...Object.keys(CASES), ...Object.keys(NOT_BY_READING)];
    expect(asked.toSorted()).toEqual(Object.keys(OPEN_FACTS).toSorted());
    const ids = QUESTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(CASES)));
  });

  it.each(READINGS)(
    'tells of $id that it is $reading',
    async ({ id, reading, portal, unprovable = [], ...one }) => {
      const sandbox = await sandboxOf(portal, (loaded) => {
        one.prepare?.(loaded);
        Object.assign(loaded.state.switches, { [id]: reading });
      });
      await one.happens?.(sandbox);
      const outcome = outcomeOf(await verified(sandbox), id);
      if (unprovable.includes(reading)) expect(outcome).toEqual({ open: expect.any(String) });
      else expect(outcome).toMatchObject({ told: expect.any(String), reading });
    },
  );

  it('is left as it was, and the record names nobody in it', async () => {
    const sandbox = await sandboxOf('healthy-project-app');
    const { state } = sandbox.portal;
    const before = structuredClone(state);
    const written = JSON.stringify(await verified(sandbox));
    expect(state).toEqual(before);
    const people = [...Object.values(state.users), ...Object.values(state.contacts)];
    const words = [
      ...people.flatMap((one) => ('email' in one ? [one.email] : [String(one.properties['email'])])),
      ...Object.keys(state.threads),
      ...Object.values(state.messages).flatMap(({ text }) => (text ? [text] : [])),
      ...[String(state.hub.id), TOKEN, OPENCX_KEY, String(sandbox.given.personalAccessKey)],
    ];
    expect(words.length).toBeGreaterThanOrEqual(15);
    expect(words.filter((word) => written.includes(word))).toEqual([]);
  });

  it('tells what has to be there where there is nothing to read', async () => {
    const sandbox = await sandboxOf('healthy-email', ({ state }) => {
      state.threads = {};
      state.messages = {};
    });
    const record = await verified(sandbox);
    expect(outcomeOf(record, 'assignee')).toEqual({ open: expect.stringContaining('write one to an inbox') });
    expect(outcomeOf(record, 'delivery-rows')).toEqual({ open: 'Set HUBSPOT_PERSONAL_ACCESS_KEY.' });
  });

  it('that does not take the token is asked nothing more', async () => {
    const sandbox = await sandboxOf('token-rejected');
    await expect(verified(sandbox)).rejects.toThrow('HubSpot does not take this token (401)');
    expect(sandbox.requests).toHaveLength(1);
  });

  it('that answers with faults leaves questions open and ends', async () => {
    const sandbox = await sandboxOf('healthy-email', undefined, { faults: ['reset@/crm/'] });
    const record = await verified(sandbox);
    expect(outcomeOf(record, 'ownersActorRoute')).toEqual({
      open: expect.stringContaining('could not be asked'),
    });
    expect(outcomeOf(record, 'assignee')).toMatchObject({ reading: 'put-spec' });
  });
});
