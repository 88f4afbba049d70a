/** How OpenCX tells what is HubSpot's in a session. */
import { isObject, type JsonObject } from '../../../src/core/json.ts';
import type { Question } from '../question.ts';
import { inWords } from './account.ts';
import { rowsIn } from './rows.ts';

export const SESSION_FIELDS: Question = {
  id: 'session-fields',
  asks: 'By which channel and which kind of id does a session name a conversation of HubSpot?',
  async settle({ opencx }) {
    if (opencx === undefined) return { open: 'Set OPENCX_API_KEY.' };
    const answer = await opencx({ path: '/chat/sessions?limit=50' });
    const ofHubSpot = rowsIn(answer).filter(isOfHubSpot);
    if (ofHubSpot.length === 0)
      return { open: `No session of HubSpot is among the newest: ${inWords(answer)}.` };
    const forms = ofHubSpot.map(
      ({ channel, ticketing_system: system }) =>
        `${wordOf(channel, 'type')} with ${wordOf(system, 'id_type')}`,
    );
    return { told: [...new Set(forms)].join(', ') };
  },
};

function isOfHubSpot({ ticketing_system: system }: JsonObject): boolean {
  return isObject(system) && system['name'] === 'hubspot';
}

function wordOf(part: unknown, field: string): string {
  const word = isObject(part) ? part[field] : undefined;
  return typeof word === 'string' && /^\w+$/.test(word) ? word : 'nothing';
}
