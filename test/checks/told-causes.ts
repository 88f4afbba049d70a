/** How a cause is told: its title and its fixes, for all that checks have found of it and in each way of connecting. */
import { CAUSES, type CauseId } from '../../checks/causes.ts';
import { placesFor } from '../../checks/shared/places.ts';
import type { FixContext } from '../../src/core/cause.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../src/core/connection.ts';
import type { Fix } from '../../src/core/report.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { PORTAL } from './states/token.ts';

const IDS = { threadId: '5001', ticketId: '9001' };

/** All that links and commands are made of is known. */
function knownIn(mode: ConnectionMode): Omit<FixContext, 'details'> {
  const portal = { uiDomain: 'app.hubspot.com', hubId: PORTAL, appId: 2011410 };
  const project = { name: 'opencx-support', portalId: 5060708 };
  return { places: placesFor({ ...portal, mode, project }), mode, ...IDS };
}

const FILE = 'src/app/webhooks/support webhooks.json';
const ANSWERS = { form: 'api-settings', file: 'settings.json' } as const;

/** What else may be known where fixes are made, in a few words. */
const CONTEXTS: readonly (readonly [words: string, context: Omit<FixContext, 'details'>])[] = [
  ...CONNECTION_MODES.map((mode) => [mode, knownIn(mode)] as const),
  ['nothing known', { places: placesFor({ mode: 'legacy-app' }), mode: 'legacy-app' }],
  [
    'project-app, its file given',
    {
      ...knownIn('project-app'),
      places: placesFor({ mode: 'project-app', webhookFile: FILE }),
      webhooks: {
        targetUrl: { form: 'project-legacy', file: FILE },
        throttle: { form: 'project-legacy', file: FILE },
        subscriptions: { form: 'project-legacy', file: FILE },
      },
      project: { released: false, measured: false },
    },
  ],
  [
    'project-app, its releases read',
    { ...knownIn('project-app'), project: { released: true, measured: true } },
  ],
  [
    'legacy-app, saved answers given',
    {
      ...knownIn('legacy-app'),
      webhooks: {
        targetUrl: ANSWERS,
        throttle: { form: 'api-both', file: '$(rm).json' },
        subscriptions: { form: 'api-subscriptions', file: 'subscriptions.json' },
      },
    },
  ],
];

/** @param found details that checks give with the cause */
export function printedCause(id: CauseId, found: readonly FindingDetails[]): string {
  const { title, owner, ownerOf, fixes, leads } = CAUSES[id];
  const told = new Map<string, string[]>();
  const tell = (text: string, words: string) => told.set(text, [...(told.get(text) ?? []), words]);
  const unsaid = {};
  const [first = unsaid] = found;
  for (const details of [unsaid, ...found]) {
    const words = JSON.stringify(details);
    tell(`${title(details)}\n  mended by: ${ownerOf?.(details) ?? owner}`, words);
    // Other ways of connecting tell the same of each detail.
    const contexts = details === first ? CONTEXTS : CONTEXTS.slice(0, 1);
    for (const [where, context] of contexts) {
      tell(
        fixes({ ...context, details })
          .map(printFix)
          .join('\n'),
        `${where}, ${words}`,
      );
    }
  }
  const parts = [...told].map(([text, where]) => [...where.map((words) => `# ${words}`), text].join('\n'));
  return `${[`leads to: ${leads.join(', ') || 'nothing'}`, ...parts].join('\n\n')}\n`;
}

function printFix({ kind, brief, steps, where, url, verify }: Fix): string {
  return [
    `${kind}${where === undefined ? '' : `, ${where}`}`,
    ...(url === undefined ? [] : [`  link: ${url}`]),
    ...(brief === undefined ? [] : [`  in brief: ${brief}`]),
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ...(verify === undefined ? [] : [`  verify: ${verify}`]),
  ].join('\n');
}
