/**
 * What is read from HubSpot's developer platform with a personal access key: the customer's project, its builds and
 * what of them is in force. For the doctor's probes.
 */
import { EvidenceFailure } from '../core/evidence.ts';
import type { DeveloperReader } from '../core/ports.ts';
import { isZip } from '../files/zip.ts';
import type { Reader } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import { readCallRows, readDeliveryRows } from './app-logs.ts';
import { contentForKey, type DeveloperAccess, developerCalls, exchangeOf } from './developer-calls.ts';
import { app, build, firstPage, install, project, release } from './developer-records.ts';
import { type DescribeUrl, readWebhooks } from './webhooks.ts';

export { exchangeOf };

export interface DeveloperReaderOptions extends DeveloperAccess {
  describeUrl: DescribeUrl;
}

const APPS = '/apps-dev/external/public/v3';
const BUILDS = (name: string) => `/dfs/v1/projects/${encodeURIComponent(name)}/builds`;

export function createDeveloperReader({ describeUrl, ...access }: DeveloperReaderOptions): DeveloperReader {
  const { keyAccess, hubSpotTime, keyTakenAt, ask } = developerCalls(access);
  return {
    keyAccess,
    hubSpotTime,
    keyTakenAt,
    calls: (appId, query) => readCallRows(ask, appId, query),
    deliveries: (appId, query) => readDeliveryRows(ask, appId, query),
    app: async (appId) => contentForKey(app, await ask({ path: `${APPS}/${appId}/full` })),

    apps: async () => wholeList(app, await ask({ path: `${APPS}/full/portal` }), 'apps'),

    projects: async () => wholeList(project, await ask({ path: '/developer/projects/v1' }), 'projects'),

    project: async (name) =>
      contentForKey(
        project,
        await ask({ path: `/developer/projects/v1/by-name/${encodeURIComponent(name)}` }),
      ),

    builds: async (name) => {
      const { items, after } = contentForKey(firstPage(build), await ask({ path: BUILDS(name) }));
      return { builds: items.toSorted((one, other) => other.id - one.id), whole: after === undefined };
    },

    releases: async (name) => {
      const path = `/dfs/v1/projects/${encodeURIComponent(name)}/releases`;
      const { items } = contentForKey(firstPage(release), await ask({ path }));
      return items.toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''));
    },

    archive: async (name, buildId) =>
      archiveIn(await ask({ path: `${BUILDS(name)}/${buildId}/archive-full`, archive: 'application/zip' })),

    install: async ({ portalId, projectId, uid, scopes }) =>
      contentForKey(
        install,
        await ask({
          path: '/localdevauth/v1/auth/install-info',
          body: {
            portalId,
            projectId,
            sourceId: uid,
            requiredScopeGroups: scopes.required,
            optionalScopeGroups: scopes.optional,
          },
          repeatable: true,
        }),
      ),

    webhookConfig: async (appId) => {
      const path = (part: string) => `/webhooks/v3/${appId}/${part}`;
      const answers = await Promise.all([
        ask({ path: path('settings') }),
        ask({ path: path('subscriptions') }),
      ]);
      return answers.every(({ status }) => status === 200) ? readWebhooks(...answers, describeUrl) : null;
    },
  };
}

/** A list that is looked through: what is not on its first page would be taken for missing. */
function wholeList<T>(read: Reader<T>, answer: WireAnswer, what: string): T[] {
  const { items, after } = contentForKey(firstPage(read), answer);
  if (after === undefined) return items;
  const message = `HubSpot showed only a part of the ${what}, so the right one may be among the rest.`;
  throw new EvidenceFailure({ kind: 'parse', message, ...answer.destination });
}

function archiveIn(answer: WireAnswer): Uint8Array {
  if (answer.status !== 200) contentForKey(() => undefined, answer);
  const { bytes = new Uint8Array(), destination } = answer;
  if (isZip(bytes)) return bytes;
  const message = `HubSpot's answer to ${destination.route} is no zip, so the sources of the build could not be read.`;
  throw new EvidenceFailure({ kind: 'parse', message, ...destination });
}
