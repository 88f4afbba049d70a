import type { EvidenceValues } from '../../../checks/facts.ts';
import type { Build, Project, ProjectSources } from '../../../src/core/hubspot/developer.ts';
import { REQUIRED_EVENTS, type WebhookConfig } from '../../../src/core/hubspot/webhooks.ts';
import { all, known, type States } from './state.ts';

const build = (id: number, more: Partial<Build> = {}): Build => ({
  id,
  status: 'SUCCESS',
  platformVersion: '2026.03',
  ...more,
});
const FAILED = build(5, {
  status: 'FAILURE',
  finishedAt: '2026-11-19T08:05:00.000Z',
  failed: [
    { name: 'webhooks', message: 'targetUrl is no URL' },
    { name: 'app' },
    { message: 'unknown part' },
  ],
});
const PROJECT: Project = {
  name: 'opencx-support',
  deployedBuildId: 4,
  deployedBuild: build(4),
  latestBuild: build(4),
  appScopes: { required: ['tickets', 'conversations.read'], optional: [] },
};
const { deployedBuildId: _id, deployedBuild: _deployed, latestBuild: _latest, ...NAMED_ALONE } = PROJECT;
const { deployedBuildId: __id, deployedBuild: __deployed, ...NOT_DEPLOYED } = PROJECT;
const RELEASED = { platformVersion: '2027.03' };

const CONFIG: WebhookConfig = {
  targetUrl: { scheme: 'https:', host: 'api.open.cx', digest: 'digest-1' },
  throttle: { limit: 100 },
  subscriptions: REQUIRED_EVENTS.map((event) => ({
    event,
    active: true,
    ...(event === 'ticket.propertyChange' && { property: 'hs_pipeline_stage' }),
  })),
};
const SOURCES: ProjectSources = {
  buildId: 4,
  platformVersion: '2026.03',
  app: { file: 'src/app/app-hsmeta.json', scopes: { required: ['tickets', 'oauth', 'files'], optional: [] } },
  webhooks: { file: 'src/app/webhooks/webhooks-hsmeta.json', form: 'project', config: CONFIG },
};
const { scopes: _scopes, ...WITHOUT_SCOPES } = SOURCES.app;
const holding = (config: WebhookConfig, more: Partial<ProjectSources> = {}): ProjectSources => ({
  ...SOURCES,
  ...more,
  webhooks: { ...SOURCES.webhooks, config },
});
const rows = CONFIG.subscriptions ?? [];
const { subscriptions: _subscriptions, ...WITHOUT_LIST } = CONFIG;

export const PROJECT_STATES = {
  'project.access': all({ 'the same portal': { hubId: 1020304 }, 'another portal': { hubId: 5060708 } }),
  'project.found': {
    ...all<Project>({
      'the newest deployed': PROJECT,
      'nothing deployed': NOT_DEPLOYED,
      'nothing known': NAMED_ALONE,
      'a newer one not deployed': { ...PROJECT, latestBuild: build(5) },
      'a newer one failed': { ...PROJECT, latestBuild: FAILED },
      'a newer one under way': { ...PROJECT, latestBuild: build(5, { status: 'BUILDING' }) },
      'an older one known alone': { ...PROJECT, deployedBuildId: 6, latestBuild: build(4) },
      'only failures': { ...NAMED_ALONE, latestBuild: FAILED },
      'released builds': {
        ...PROJECT,
        deployedBuild: build(4, RELEASED),
        latestBuild: build(5, RELEASED),
      },
      'released builds, none in force': { ...NOT_DEPLOYED, latestBuild: build(5, RELEASED) },
    }),
    'in a file': known<Project>({ ...PROJECT, latestBuild: build(5) }, 'file'),
  },
  'project.builds': all({
    'the same': { builds: [build(4), build(3)], whole: true },
    none: { builds: [], whole: true },
    'none in the part that is shown': { builds: [], whole: false },
    'a newer one': { builds: [build(5, { finishedAt: '2026-11-19T08:10:00.000Z' }), build(4)], whole: true },
    'a newer one that deploys itself': {
      builds: [build(5, { autoDeploy: true, finishedAt: '2026-11-20T09:55:00.000Z' }), build(4)],
      whole: true,
    },
    'a newer one that deploys itself just now': {
      builds: [build(5, { autoDeploy: true, finishedAt: '2026-11-20T09:55:00.001Z' }), build(4)],
      whole: true,
    },
    'a newer one, finished just now': {
      builds: [build(5, { autoDeploy: false, finishedAt: '2026-11-20T09:59:00.000Z' }), build(4)],
      whole: true,
    },
    'a newer one that failed': { builds: [FAILED, build(4)], whole: true },
    'a failed one alone': { builds: [FAILED], whole: true },
    'a failed one in the part that is shown': { builds: [FAILED], whole: false },
    'a newer one that failed without a word': {
      builds: [build(5, { status: 'FAILURE' }), build(4)],
      whole: true,
    },
    'a newer one without a status': { builds: [{ id: 5 }, build(4)], whole: true },
  }),
  'project.releases': all<EvidenceValues['project.releases']>({
    'of the newest': [{ tag: 'v5', buildId: 5, createdAt: '2026-11-19T08:10:00.000Z' }, { buildId: 4 }],
    none: [],
    'of an older one': [{ tag: 'v4', buildId: 4 }],
    'without a build': [{ tag: 'v4', createdAt: '2026-11-19T08:10:00.000Z' }],
  }),
  'project.sources': {
    ...all({
      'all that is needed': SOURCES,
      'of another build': { ...holding({ ...CONFIG, targetUrl: null }), buildId: 3 },
      'without a target URL': holding({ ...CONFIG, targetUrl: null }),
      'without a list': holding(WITHOUT_LIST),
      'without ticket changes': holding({ ...CONFIG, subscriptions: rows.slice(0, 2) }),
      'with one paused': holding({
        ...CONFIG,
        subscriptions: rows.map((row, index) => ({ ...row, active: index !== 0 })),
      }),
      'with one of two properties paused': holding({
        ...CONFIG,
        subscriptions: [...rows, { event: 'ticket.propertyChange', property: 'subject', active: false }],
      }),
      'with its one property paused': holding({
        ...CONFIG,
        subscriptions: rows.map((row) => ({ ...row, active: row.event !== 'ticket.propertyChange' })),
      }),
      'without a ticket property': holding({
        ...CONFIG,
        subscriptions: REQUIRED_EVENTS.map((event) => ({ event, active: true })),
      }),
      'with another throttle': holding({ ...CONFIG, throttle: { limit: 10 } }),
      'without scopes': { ...SOURCES, app: WITHOUT_SCOPES },
    }),
    'in a file': known(holding(CONFIG), 'file'),
  },
  'project.install': all({
    'up to date': { withScopes: true, authorized: ['tickets'] },
    'up to date, and no scopes told': { withScopes: true },
    'with fewer scopes': { withScopes: false, authorized: ['tickets'] },
    'with every scope, and not up to date': {
      withScopes: false,
      authorized: ['tickets', 'files', 'conversations.read'],
    },
    'not installed': { withScopes: false, authorized: [] },
    'nothing told': {},
    'no scopes told': { withScopes: false },
    'only scopes told': { authorized: [] },
  }),
} satisfies { [K in keyof EvidenceValues]?: States<EvidenceValues[K]> };
