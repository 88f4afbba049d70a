import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CAUSE_IDS, type CauseId } from '../../../checks/causes.ts';
import { ANSWER_KEYS } from '../../../checks/facts.ts';
import { SYMPTOM_IDS } from '../../../checks/symptoms.ts';
import { FAULTS } from '../../../src/sandbox/faults/faults.ts';
import { packageRoot } from '../../../src/sandbox/fixtures.ts';
import { mergePatch, patchBetween } from '../../../src/sandbox/json.ts';
import {
  brokenParts,
  listPortals,
  loadPortal,
  loadPortalWithout,
  type Portal,
  UnknownPortal,
  UnrelatedPortals,
} from '../../../src/sandbox/portal/portals.ts';
import { portalStateSchema } from '../../../src/sandbox/portal/state.ts';
import { EMAIL_THREAD } from '../support.ts';

const FOLDER = join(packageRoot(), 'fixtures', 'portals');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const NAMES = FILES.map((file) => file.replace('.yaml', ''));

/** Causes that no portal can show: they stand in the journal of an engine or in logs alone. */
const WITHOUT_PORTAL: readonly CauseId[] = [
  'events-not-arriving',
  'event-failed',
  'event-skipped',
  'rate-limited',
];

describe('the list of portals', () => {
  it('names every fixture', async () => {
    const listed = await listPortals();
    expect(listed.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
  });

  it('has one portal for every cause that a portal can show, and the cause comes first', async () => {
    const faulty = (await listPortals()).filter(({ causes }) => causes.length > 0);
    const [named, variants] = [
      faulty.filter(isNamedAfterCause),
      faulty.filter((one) => !isNamedAfterCause(one)),
    ];
    const expected = CAUSE_IDS.filter((cause) => !WITHOUT_PORTAL.includes(cause));
    expect(named.map(({ name }) => name).sort()).toEqual([...expected].sort());
    for (const { name, causes } of named) expect(causes[0]).toBe(name);
    for (const { causes } of variants) expect(expected).toContain(causes[0]);
  });
});

function isNamedAfterCause({ name }: { name: string }): boolean {
  return CAUSE_IDS.some((cause) => cause === name);
}

describe.each(NAMES)('the portal %s', (name) => {
  it('loads, and opens with what is wrong and what it proves', async () => {
    const portal = await loadPortal(name);
    expect(portal.name).toBe(name);
    expect(portal.title).not.toBe('');
    expect(CAUSE_IDS).toEqual(expect.arrayContaining(portal.expect.causes));
    expect([null, ...SYMPTOM_IDS]).toContain(portal.expect.symptom);
    const text = readFileSync(join(FOLDER, `${name}.yaml`), 'utf8');
    expect(text).toMatch(/^# .+Proves that /s);
  });

  it('refers only to what it has', async () => {
    const { state, given, faults } = await loadPortal(name);
    for (const [id, message] of Object.entries(state.messages)) {
      expect(state.threads, id).toHaveProperty(message.threadId);
    }
    for (const thread of Object.values(state.threads)) {
      expect(state.inboxes).toHaveProperty(thread.inboxId);
      expect(state.channelAccounts).toHaveProperty(thread.originalChannelAccountId);
      if (thread.ticketId !== undefined) expect(state.tickets).toHaveProperty(thread.ticketId);
    }
    for (const ticket of Object.values(state.tickets)) {
      const { hs_pipeline: pipeline = '', hs_pipeline_stage: stage = '' } = ticket.properties;
      expect(state.ticketPipelines[pipeline]?.stages).toHaveProperty(stage);
      for (const contact of Object.keys(ticket.associations['contacts'] ?? {})) {
        expect(state.contacts).toHaveProperty(contact);
      }
    }
    for (const token of Object.values(state.tokens)) expect(state.apps).toHaveProperty(token.appId);
    for (const key of Object.keys(given.answers)) expect(ANSWER_KEYS).toContain(key);
    for (const fault of faults) expect(FAULTS.map((one) => one.name)).toContain(fault);
  });

  it('has nothing called but this machine, mended too', async () => {
    const parts = (await brokenParts(name)).map((part) => part.name);
    for (const { given } of [await loadPortal(name), await loadPortalWithout(name, new Set(parts))]) {
      if (given.probeWebhook) expect(given.webhookUrl).toMatch(/^\{opencx\}/);
    }
  });

  it('becomes what it would be without its cause by the difference alone', async () => {
    const parts = (await brokenParts(name)).map((part) => part.name);
    const [before, after] = [await loadPortal(name), await loadPortalWithout(name, new Set(parts))];
    const patched = mergePatch(before.state, patchBetween(before.state, after.state));
    expect(v.parse(portalStateSchema, patched)).toEqual(after.state);
  });

  it('holds no token but the all-zero one and no address but example ones', async () => {
    const text = JSON.stringify(await loadPortal(name));
    for (const [token] of text.matchAll(/pat-[\w-]+/g)) {
      expect(token).toMatch(/^pat-[a-z]{2}\d-00000000-0000-0000-0000-000000000000$/);
    }
    for (const [address] of text.matchAll(/[\w.+-]+@[\w.-]+/g)) expect(address).toMatch(/@example\.test$/);
  });
});

describe('brokenParts', () => {
  it('are the portals that have a cause to show', async () => {
    expect(await brokenParts('healthy-chat')).toEqual([]);
    expect(await brokenParts('owner-not-ai-user+webhook-unreachable')).toEqual([
      { name: 'owner-not-ai-user', causes: ['owner-not-ai-user'] },
      { name: 'webhook-unreachable', causes: ['webhook-unreachable'] },
    ]);
  });
});

describe('loadPortal', () => {
  it('names all portals when it does not know one', async () => {
    const failure = await loadPortal('token-rejectd').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnknownPortal);
    expect((failure as UnknownPortal).portal).toBe('token-rejectd');
    expect((failure as UnknownPortal).known).toContain('token-rejected');
  });

  it('lays only the difference over what a portal extends', async () => {
    const [healthy, faulty] = await Promise.all([
      loadPortal('healthy-email'),
      loadPortal('throttle-too-low'),
    ]);
    expect(faulty.given.answers).toEqual({ ...healthy.given.answers, 'webhooks.throttle': 10 });
    expect(faulty.state.threads).toEqual(healthy.state.threads);
  });

  it('combines two portals', async () => {
    const both = await loadPortal('owners-scope-missing+throttle-too-low');
    expect(both.name).toBe('owners-scope-missing+throttle-too-low');
    expect(both.expect.causes).toEqual(['owners-scope-missing', 'throttle-too-low']);
    expect(both.expect.symptom).toBe('email-without-session');
    expect(both.state.apps['2011410']?.scopes).not.toHaveProperty('crm.objects.owners.read');
    expect(both.given.answers['webhooks.throttle']).toBe(10);
  });

  it('combines portals whose grounds are at different heights', async () => {
    const both = await loadPortal('throttle-too-low+owner-not-ai-user');
    expect(both.given.thread).not.toBe(EMAIL_THREAD);
    expect(both.given.answers['webhooks.throttle']).toBe(10);
    expect(both.expect.causes).toEqual(['throttle-too-low', 'owner-not-ai-user']);
  });

  it('adds nothing when a portal is combined with its own ground', async () => {
    const whole = (portal: Portal) => ({ given: portal.given, state: portal.state, expect: portal.expect });
    const alone = await loadPortal('token-rejected');
    expect(whole(await loadPortal('healthy-email+token-rejected'))).toEqual(whole(alone));
  });

  it('says so when two portals cannot be combined', () => {
    const unrelated = new UnrelatedPortals(['a', 'b']);
    expect(unrelated.message).toContain('a and b');
    expect(unrelated.portals).toEqual(['a', 'b']);
  });
});
