import { describe, expect, it } from 'vitest';
import { ACCOUNT_CAUSES } from '../../checks/account/causes.ts';
import { CAUSE_IDS, CAUSES, type CauseId } from '../../checks/causes.ts';
import { CONVERSATION_CAUSES } from '../../checks/conversation/causes.ts';
import { CRM_CAUSES } from '../../checks/crm/causes.ts';
import { DEFAULT_USER_CAUSES } from '../../checks/default-user/causes.ts';
import { HANDOFF_CAUSES } from '../../checks/handoff/causes.ts';
import { CHECK_IDS } from '../../checks/index.ts';
import { OAUTH_CAUSES } from '../../checks/oauth/causes.ts';
import { OPENCX_CAUSES } from '../../checks/opencx/causes.ts';
import { PROCESSING_CAUSES } from '../../checks/processing/causes.ts';
import { skipWords } from '../../checks/processing/skip-reasons.ts';
import { DEPLOY_CAUSES, INSTALL_CAUSES } from '../../checks/project/causes.ts';
import { REPLY_CAUSES } from '../../checks/replies/causes.ts';
import { SCOPE_CAUSES } from '../../checks/scopes/causes.ts';
import { placesFor } from '../../checks/shared/places.ts';
import { TOKEN_CAUSES } from '../../checks/token/causes.ts';
import { SUBSCRIPTION_CAUSES } from '../../checks/webhooks/subscription-causes.ts';
import { TARGET_CAUSES } from '../../checks/webhooks/target-causes.ts';
import type { FixContext } from '../../src/core/cause.ts';
import { CONNECTION_MODES } from '../../src/core/connection.ts';
import { SKIP_REASONS } from '../../src/core/decision.ts';
import type { Fix } from '../../src/core/report.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { DETAILS, OWNERS } from './catalogue.ts';

const ids = { uiDomain: 'app.hubspot.com', hubId: 7, appId: 8 };

function contextOf(mode: FixContext['mode'], details: FindingDetails = {}): FixContext {
  return { places: placesFor({ ...ids, mode }), mode, details, threadId: '4711', ticketId: '815' };
}

/** Every fix of every cause, in every mode, with and without details. */
function everyFix(): { id: CauseId; mode: FixContext['mode']; fix: Fix }[] {
  return CAUSE_IDS.flatMap((id) =>
    CONNECTION_MODES.flatMap((mode) =>
      [{}, DETAILS[id] ?? {}].flatMap((details) =>
        CAUSES[id].fixes(contextOf(mode, details)).map((fix) => ({ id, mode, fix })),
      ),
    ),
  );
}

it.each([
  ['HUBSPOT_ACCESS_TOKEN', 'SHOP_TOKEN'],
  ['OPENCX_API_KEY', 'SHOP_KEY'],
])('where a variable of its own is named in place of %s, every fix names that', (usual, own) => {
  const named = { tokenVariable: 'SHOP_TOKEN', keyVariable: 'SHOP_KEY' };
  const told = CAUSE_IDS.flatMap((id) =>
    CONNECTION_MODES.flatMap((mode) =>
      [{}, DETAILS[id] ?? {}].flatMap((details) =>
        CAUSES[id].fixes({ ...contextOf(mode, details), ...named }).map((fix) => JSON.stringify(fix)),
      ),
    ),
  ).join('\n');
  expect(told).toContain(own);
  expect(told).not.toContain(usual);
});

function steps(id: CauseId, mode: FixContext['mode'], details: FindingDetails = DETAILS[id] ?? {}): string {
  return CAUSES[id]
    .fixes(contextOf(mode, details))
    .flatMap((fix) => fix.steps)
    .join('\n');
}

describe('the catalogue of causes', () => {
  it('holds every id once, under its own name', () => {
    expect(Object.keys(CAUSES).sort()).toEqual([...CAUSE_IDS].sort());
    for (const [id, cause] of Object.entries(CAUSES)) expect(cause.id).toBe(id);
  });

  it('covers no id in two areas, where one would silently win', () => {
    const areas = [
      TOKEN_CAUSES,
      OAUTH_CAUSES,
      SCOPE_CAUSES,
      ACCOUNT_CAUSES,
      OPENCX_CAUSES,
      DEFAULT_USER_CAUSES,
      INSTALL_CAUSES,
      DEPLOY_CAUSES,
      TARGET_CAUSES,
      SUBSCRIPTION_CAUSES,
      CONVERSATION_CAUSES,
      HANDOFF_CAUSES,
      REPLY_CAUSES,
      PROCESSING_CAUSES,
      CRM_CAUSES,
    ];
    expect(areas.flatMap((area) => Object.keys(area)).sort()).toEqual([...CAUSE_IDS].sort());
  });

  it('has a brief form of the first way to mend each, a few lines long, that is a sentence', () => {
    const firsts = CAUSE_IDS.flatMap((id) =>
      CONNECTION_MODES.flatMap((mode) =>
        [{}, DETAILS[id] ?? {}].map((details) => ({
          id,
          mode,
          fix: CAUSES[id].fixes(contextOf(mode, details))[0],
        })),
      ),
    );
    const amiss = firsts.filter(({ fix }) => !/^[A-Z][^\n]{20,250}\.$/.test(fix?.brief ?? ''));
    expect(amiss).toEqual([]);
  });

  it('names the command that proves a fix as the step that proves it does', () => {
    const proofs = everyFix().filter(({ fix }) =>
      fix.steps.some((step) => step.includes('`opencx-hubspot doctor')),
    );
    const amiss = proofs.filter(({ fix: { verify, steps: told } }) => {
      const step = told.find((one) => one.startsWith('To prove it'));
      return step?.includes('`opencx-hubspot doctor') && !step.includes(`\`${verify}\``);
    });
    expect(amiss).toEqual([]);
  });

  it.each(Object.entries(OWNERS))('says who can act on %s', (id, owner) => {
    expect(CAUSES[id as CauseId].owner).toBe(owner);
  });

  it('folds only what comes later in the order of roots, so nothing leads itself in a circle', () => {
    for (const id of CAUSE_IDS) {
      const place = CAUSE_IDS.indexOf(id);
      for (const led of CAUSES[id].leads) {
        expect((CAUSE_IDS as readonly string[]).indexOf(led), `${id} leads ${led}`).toBeGreaterThan(place);
      }
      expect(new Set(CAUSES[id].leads).size).toBe(CAUSES[id].leads.length);
    }
  });

  it('does not fold away what a root does not bring about', () => {
    expect(CAUSES['owners-scope-missing'].leads).not.toContain('scope-missing');
    expect(CAUSES['rate-limited'].leads).toEqual([]);
    expect(CAUSES['token-rejected'].leads).not.toContain('subscription-missing');
    expect(CAUSES['webhook-url-other-org'].leads).toContain('webhook-url-stale');
    expect(CAUSES['workflow-action-missing'].leads).toContain('channel-not-hubspot');
  });
});

describe('titles', () => {
  it.each(CAUSE_IDS)('%s reads well with and without details', (id) => {
    for (const details of [{}, DETAILS[id] ?? {}]) {
      const title = CAUSES[id].title(details);
      expect(title).toMatch(/^[A-Z].{15,}[^.:\s]$/);
      expect(title).not.toMatch(/undefined|null|\[object|NaN|\{|\}| {2}/);
    }
  });

  it('name what was found', () => {
    const title = (id: CauseId) => CAUSES[id].title(DETAILS[id] ?? {});
    expect(title('scope-missing')).toBe(
      'The HubSpot app lacks the scopes tickets and conversations.write: no ticket is made',
    );
    expect(title('token-other-portal')).toContain('portal 111, not to 222');
    expect(title('default-user-is-owner-id')).toBe(
      'The Default User ID 900 is the owner id of Ada Example; OpenCX needs the user id, A-7001',
    );
    expect(title('owner-not-ai-user')).toBe(
      'The conversation is assigned to Rep Example, not to the OpenCX AI user Ada Example (A-7001)',
    );
    expect(title('throttle-too-low')).toBe(
      'Event throttling stands at 100 a rolling minute; OpenCX asks for 100 a second or more (6,000 a rolling minute)',
    );
    expect(title('event-skipped')).toContain('they were internal comments');
    expect(title('channel-not-hubspot')).toContain('by WhatsApp');
    expect(title('message-failed')).toBe('HubSpot could not deliver the last reply: mailbox full');
  });

  it('stay on one line whatever a name or a reason brings along', () => {
    const title = CAUSES['message-failed'].title({ reason: 'bounced\r\n\u001b[31mhard\u202e.' });
    expect(title).toBe('HubSpot could not deliver the last reply: bounced [31mhard');
  });
});

describe('fixes', () => {
  it('tell at least one way, in whole sentences, in every mode', () => {
    for (const id of CAUSE_IDS) {
      for (const mode of CONNECTION_MODES)
        expect(CAUSES[id].fixes(contextOf(mode)).length).toBeGreaterThan(0);
    }
    for (const { id, mode, fix } of everyFix()) {
      expect(fix.steps.length, `${id} in ${mode}`).toBeGreaterThan(1);
      for (const step of fix.steps) {
        expect(step, `${id} in ${mode}`).toMatch(/^[A-Z].*\.$/s);
        expect(step, `${id} in ${mode}`).not.toMatch(/undefined|null|\[object|NaN|\n| {2}/);
      }
    }
  });

  it('end with the step that proves them', () => {
    for (const { id, mode, fix } of everyFix()) {
      expect(fix.steps.at(-1), `${id} in ${mode}`).toMatch(
        /should (pass|work|appear|reach|show|fill|say|get|be) ?/,
      );
    }
  });

  it('name checks, modes and flags that exist', () => {
    const all = everyFix().flatMap(({ fix }) => fix.steps.join('\n'));
    const named = all.flatMap((text) => [...text.matchAll(/--only ([\w/-]+)/g)].map(([, check]) => check));
    expect(named.length).toBeGreaterThan(50);
    for (const check of named) expect(CHECK_IDS).toContain(check);
    const modes = all.flatMap((text) => [...text.matchAll(/--mode ([\w-]+)/g)].map(([, mode]) => mode));
    for (const mode of modes) expect(CONNECTION_MODES).toContain(mode);
  });

  it('hold nothing that looks like a secret, and link to no host but HubSpot and OpenCX', () => {
    for (const { fix } of everyFix()) {
      const text = [...fix.steps, fix.where ?? ''].join('\n');
      expect(text).not.toMatch(/pat-[a-z]+\d-[0-9a-f]|ocx_live|eyJ|Bearer [\w-]{8}|hapikey=|\/backend\//i);
      if (fix.url) expect(new URL(fix.url).host).toMatch(/^(app\.hubspot\.com|platform\.open\.cx)$/);
    }
  });

  it('are commands where a command mends it', () => {
    for (const { fix } of everyFix()) {
      const runsProject = fix.steps.some((step) => step.includes('`hs '));
      expect(fix.kind === 'command').toBe(runsProject);
    }
  });

  it('send nobody to create a legacy app', () => {
    for (const { fix } of everyFix()) {
      expect(fix.steps.join('\n')).not.toMatch(/(create|make|start) (a|an|another|new)[\w ]* legacy app/i);
    }
    expect(steps('token-rejected', 'legacy-app')).toContain('hs project create');
    const creating = everyFix().flatMap(({ fix }) =>
      fix.steps.filter((step) => step.includes('project create')),
    );
    for (const step of creating) expect(step).toContain('Legacy apps cannot be created any more');
  });

  it('commit in a legacy app and upload in a project app', () => {
    const webhooks: CauseId[] = [
      'webhook-not-registered',
      'webhook-url-stale',
      'webhook-url-other-org',
      'subscription-missing',
      'ticket-properties-unselected',
      'subscription-paused',
      'expanded-object-events',
      'changes-uncommitted',
      'throttle-too-low',
    ];
    for (const id of webhooks) {
      expect(steps(id, 'legacy-app'), id).toContain('"Commit changes"');
      expect(steps(id, 'legacy-app'), id).not.toContain('hs project');
      expect(steps(id, 'project-app'), id).toContain('hs project upload');
      expect(steps(id, 'project-app'), id).not.toContain('"Commit changes"');
      expect(steps(id, 'service-key'), id).toContain('service keys cannot receive webhooks');
      expect(steps(id, 'oauth'), id).toContain('"Reconnect"');
    }
  });

  it('have OpenCX saved again after a change of scopes', () => {
    for (const id of ['owners-scope-missing', 'scope-missing'] as const) {
      for (const mode of ['legacy-app', 'project-app', 'service-key'] as const) {
        expect(steps(id, mode)).toMatch(/Settings -> Integrations -> HubSpot in OpenCX and saves once more/);
      }
      expect(steps(id, 'project-app')).toContain('may keep its old scopes until it is regenerated');
    }
  });

  it('say that lost events stay lost', () => {
    for (const id of ['webhook-url-stale', 'subscription-missing', 'changes-uncommitted'] as const) {
      expect(steps(id, 'legacy-app')).toContain('is not delivered later');
      expect(steps(id, 'project-app')).toContain('is not delivered later');
    }
  });

  it('wait for limits, and leave the settings alone', () => {
    expect(CAUSES['daily-limit-reached'].fixes(contextOf('legacy-app'))[0]?.kind).toBe('wait');
    expect(steps('daily-limit-reached', 'legacy-app')).toContain('Wait until 2026-11-23T05:00:00Z');
    expect(CAUSES['rate-limited'].fixes(contextOf('legacy-app'))[0]?.kind).toBe('wait');
    expect(steps('rate-limited', 'legacy-app', { policy: 'DAILY' })).toContain('midnight');
  });

  it('put the measured ids into the commands to copy', () => {
    expect(steps('default-user-is-owner-id', 'legacy-app')).toContain('--default-user A-7001');
    expect(steps('owner-not-ai-user', 'legacy-app')).toContain('--thread 4711 --default-user A-7001');
    expect(steps('ticket-left-open', 'legacy-app')).toContain('--ticket 815');
  });

  it('find the id of the AI user in its name', () => {
    const details = { owner: 'nobody', aiUser: 'Ada Example (A-7001)' };
    expect(CAUSES['owner-not-ai-user'].title(details)).toMatch(/AI user Ada Example \(A-7001\)$/);
    expect(steps('owner-not-ai-user', 'legacy-app', details)).toContain('--default-user A-7001');
  });

  it('never put into a command what is not an id', () => {
    for (const threadId of ['1; rm -rf ~', '--exit-zero', '$(id)', '`id`', '']) {
      const context = { ...contextOf('legacy-app', { rightId: '1 && id' }), threadId };
      const text = [
        ...CAUSES['reply-internal'].fixes(context),
        ...CAUSES['default-user-is-owner-id'].fixes(context),
      ]
        .flatMap((fix) => fix.steps)
        .flatMap((step) => [...step.matchAll(/`(opencx-hubspot[^`]*)`/g)].map(([, run]) => run));
      expect(text).toEqual([
        'opencx-hubspot doctor --only replies/public --thread THREAD_ID',
        'opencx-hubspot doctor --only default-user/known --default-user A-USER_ID',
      ]);
    }
  });

  it('offer nothing to mend where Assist Mode is wanted', () => {
    const text = steps('owner-not-ai-user', 'legacy-app', { assist: true });
    expect(text).toContain('leave everything as it is');
  });

  it('know every reason for which the engine skips an event', () => {
    for (const reason of SKIP_REASONS) {
      expect(steps('event-skipped', 'legacy-app', { reason })).toContain(skipWords(reason)?.remedy);
    }
  });
});
