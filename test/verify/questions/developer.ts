/** What a personal access key shows of deliveries and of what is deployed. */
import { isObject, type JsonObject, parsed } from '../../../src/core/json.ts';
import { textsInZip } from '../../../src/files/zip.ts';
import { OPEN_FACTS } from '../../../src/sandbox/portal/readings.ts';
import type { Asked, DeveloperPlatform, Outcome, Question } from '../question.ts';
import { formOf } from '../shape.ts';
import { inWords } from './account.ts';
import { rowsIn } from './rows.ts';

const NO_KEY = 'Set HUBSPOT_PERSONAL_ACCESS_KEY.';
const DAY_MS = 86_400_000;
const MOST_DETAILS = 20;

interface Opened {
  developer: DeveloperPlatform;
  appId: number;
}

/** Asks with the key and of the app, where both are known. */
async function opened(asked: Asked, settle: (opened: Opened) => Promise<Outcome>): Promise<Outcome> {
  const {
    developer,
    token: { appId },
  } = asked;
  if (developer === undefined) return { open: NO_KEY };
  if (appId === undefined) return { open: 'Introspection names no app to ask for.' };
  return settle({ developer, appId });
}

async function logRows({ developer, appId }: Opened) {
  const endTime = await developer.hubSpotTime();
  const query = {
    loggingSystemType: 'WEBHOOKS',
    ...{
      limit: 50,
      offset: 0,
      startTime: endTime - 7 * DAY_MS,
      endTime,
      errorTypes: [],
      resultsOrder: 'DESC',
    },
  };
  return developer.ask({ path: `/developers/logs/search/${appId}`, body: { query, limit: 50 } });
}

const deliveryRows: Question = {
  id: 'delivery-rows',
  asks: 'Which fields does a row of the delivery log have?',
  settle: (asked) =>
    opened(asked, async (at) => {
      const answer = await logRows(at);
      if (answer.status !== 200) return { told: `none: ${inWords(answer)}` };
      const fields = new Set(rowsIn(answer).flatMap((row) => Object.keys(row)));
      return fields.size === 0
        ? { open: 'The delivery log of a week is empty; write to an inbox of the portal.' }
        : { told: [...fields].join(', ') };
    }),
};

/** The owner stands in the event as it was delivered, which only a row's details keep. */
const ownerInEvents: Question = {
  id: 'ownerInEvents',
  asks: OPEN_FACTS.ownerInEvents.asks,
  settle: (asked) =>
    opened(asked, async (at) => {
      for (const { id } of rowsIn(await logRows(at)).slice(0, MOST_DETAILS)) {
        const path = `/developers/logs/details/${at.appId}/WEBHOOKS/${encodeURIComponent(String(id))}`;
        const owner = ownerIn((await at.developer.ask({ path })).body);
        if (owner === undefined) continue;
        const form = formOf(owner);
        const reading = { actor: 'actor-id', digits: 'user-id' }[form];
        return { told: form, ...(reading !== undefined && { reading }) };
      }
      return { open: 'No delivery of a changed owner is in the log; give a conversation to somebody.' };
    }),
};

function ownerIn(details: string): string | undefined {
  const content = parsed(details);
  const row = isObject(content) && isObject(content['log']) ? content['log'] : {};
  const sent = row['requestBody'];
  const events: unknown = typeof sent === 'string' ? parsed(sent) : sent;
  const changed = (Array.isArray(events) ? events : [events]).filter(isObject).find(isOfOwner);
  const value = changed?.['propertyValue'];
  return value === undefined ? undefined : String(value);
}

function isOfOwner({ propertyName }: JsonObject): boolean {
  return propertyName === 'assignedTo';
}

const deployedArchive: Question = {
  id: 'deployed-archive',
  asks: 'What does the archive of a deployed build hold?',
  async settle({ developer }) {
    if (developer === undefined) return { open: NO_KEY };
    const projects = await developer.ask({ path: '/developer/projects/v1' });
    const deployed = rowsIn(projects).find(({ deployedBuildId }) => deployedBuildId !== undefined);
    if (deployed === undefined) return { open: `No deployed project is listed: ${inWords(projects)}.` };
    const name = encodeURIComponent(String(deployed['name']));
    const build = String(deployed['deployedBuildId']);
    const path = `/dfs/v1/projects/${name}/builds/${build}/archive-full`;
    const answer = await developer.ask({ path, archive: 'application/zip' });
    if (answer.status !== 200 || answer.bytes === undefined) return { told: `nothing: ${inWords(answer)}` };
    const files = await textsInZip(answer.bytes, (file) => file.endsWith('-hsmeta.json'));
    return { told: [...files.values()].map(componentIn).join(', ') || 'no component' };
  },
};

/** `webhooks (subscriptions, settings)`: the names of HubSpot's own fields. */
function componentIn(text: string): string {
  const content = parsed(text);
  if (!isObject(content)) return 'no JSON';
  const { type, config } = content;
  return `${String(type)} (${isObject(config) ? Object.keys(config).join(', ') : 'no config'})`;
}

export const DEVELOPER: readonly Question[] = [deliveryRows, ownerInEvents, deployedArchive];
