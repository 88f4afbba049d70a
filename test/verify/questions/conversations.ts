/** How conversations are assigned and listed, and in whose name an app comments. */
import { isObject, parsed } from '../../../src/core/json.ts';
import { OPEN_FACTS } from '../../../src/sandbox/portal/readings.ts';
import type { JsonApi } from '../../../src/wire/json-api.ts';
import type { Question } from '../question.ts';
import { rowsIn } from './rows.ts';

const CONVERSATIONS = '/conversations/v3/conversations';
const NO_THREAD = 'There is no conversation that can be read; write one to an inbox of the portal.';

/** Threads whose messages are read at most. */
const MOST_THREADS = 25;

async function threadIds(hubspot: JsonApi): Promise<string[]> {
  const rows = rowsIn(await hubspot({ path: `${CONVERSATIONS}/threads?limit=${MOST_THREADS}` }));
  return rows.map(({ id }) => String(id)).filter((id) => /^\d+$/.test(id));
}

/** Where a path is known, a method that it has not is refused as such; nothing is assigned. */
const assignee: Question = {
  id: 'assignee',
  asks: OPEN_FACTS.assignee.asks,
  async settle({ hubspot }) {
    const [thread] = await threadIds(hubspot);
    if (thread === undefined) return { open: NO_THREAD };
    const spec = await hubspot({ path: `/conversations/conversations/v3/threads/${thread}/assignee` });
    const guide = await hubspot({ path: `${CONVERSATIONS}/threads/${thread}/assignee` });
    const told = `the path of the specification answers GET with ${spec.status}, that of the guide with ${guide.status}`;
    if (spec.status === 405 && guide.status === 404) return { told, reading: 'put-spec' };
    if (spec.status === 404 && guide.status === 405) return { told, reading: 'post-guide' };
    return { told };
  },
};

const pages: Question = {
  id: 'pages',
  asks: OPEN_FACTS.pages.asks,
  async settle({ hubspot }) {
    for (const limit of [2, 10, 50]) {
      const answer = await hubspot({ path: `${CONVERSATIONS}/threads?limit=${limit}` });
      const content = parsed(answer.body);
      const isLast = !isObject(content) || content['paging'] === undefined;
      const rows = rowsIn(answer).length;
      if (!isLast && rows < limit)
        return { told: `a page of ${limit} held ${rows}, with more to follow`, reading: 'short' };
    }
    return { open: 'No page was short, which does not say that none is.' };
  },
};

const commentSender: Question = {
  id: 'comment-sender',
  asks: 'In whose name does a comment stand that an app has written?',
  async settle({ hubspot }) {
    for (const thread of await threadIds(hubspot)) {
      const messages = rowsIn(await hubspot({ path: `${CONVERSATIONS}/threads/${thread}/messages` }));
      const comment = messages.find(isOfAnApp);
      if (comment) return { told: sendersOf(comment) };
    }
    return {
      open: `No comment of an app stands in the first ${MOST_THREADS} conversations; let an app write one.`,
    };
  },
};

function isOfAnApp({ type, client }: Readonly<Record<string, unknown>>): boolean {
  return type === 'COMMENT' && isObject(client) && client['clientType'] === 'INTEGRATION';
}

/** `createdBy A, senders I`: the first letter of an actor's id is its kind. */
function sendersOf({ createdBy, senders }: Readonly<Record<string, unknown>>): string {
  const kind = (actor: unknown) => (typeof actor === 'string' ? actor.slice(0, 1) : 'nobody');
  const named = Array.isArray(senders) ? senders.filter(isObject).map(({ actorId }) => kind(actorId)) : [];
  return `createdBy ${kind(createdBy)}, senders ${named.join(' ') || 'nobody'}`;
}

export const CONVERSATIONS_QUESTIONS: readonly Question[] = [assignee, pages, commentSender];
