/**
 * What is read from OpenCX's public API: whether a key is taken, and chat sessions with what happened in them. For the
 * doctor's probes and the live test (OpenCX API reference, authentication and chat sessions).
 */
import { EvidenceFailure } from '../core/evidence.ts';
import { isObject } from '../core/json.ts';
import type { Session } from '../core/opencx.ts';
import type { OpenCxReader } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { createJsonApi, withBearer } from '../wire/json-api.ts';
import { looksOf, parsed, readAnswer, SIGN_IN_FIRST } from '../wire/read-answer.ts';
import {
  always,
  email,
  type Form,
  flag,
  id,
  key,
  line,
  listOf,
  maybe,
  page,
  part,
  type Reader,
  type RecordOf,
  record,
  text,
  theOne,
  time,
  wholeNumber,
  word,
} from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import type { Sender } from '../wire/wire.ts';

export interface OpenCxOptions {
  wire: Sender;
  /** `https://api.open.cx`. */
  baseUrl: string;
  key: Secret;
}

const SESSION = {
  id: key(id),
  status: key(word),
  closure: maybe(word, { at: 'ai_closure_type' }),
  channel: key(word, { at: 'channel.type' }),
  assistMode: always(flag, { at: 'assist_mode', or: false }),
  // An address that the customer merely claims is left out: OpenCX keeps it apart as not verified.
  contact: always(id, { at: 'contact.id' }),
  contactEmail: maybe(email, { at: 'contact.email', empty: 'none' }),
  contactPhone: maybe(line, { at: 'contact.phone_number', empty: 'none' }),
  handoff: maybe(part),
  ticketing: maybe(part, { at: 'ticketing_system' }),
  ticketingSystem: maybe(word, { at: 'ticketing_system.name' }),
  ticketingId: maybe(id, { at: 'ticketing_system.external_id' }),
  ticketingIdType: maybe(word, { at: 'ticketing_system.id_type' }),
  createdAt: key(time, { at: 'created_at' }),
  updatedAt: key(time, { at: 'updated_at' }),
};
const session = record(SESSION);
const anySessions = page(record({}), 'items');
/** Some ten thousand sessions, and no loop without an end. */
const MOST_PAGES = 200;

const happened = record({
  type: key(word, { at: 'event.type' }),
  sender: maybe(word, { at: 'event.sender.type' }),
  text: maybe(text, { at: 'event.content.text' }),
  at: maybe(time, { at: 'created_at' }),
});

/** What is no text says nothing here: a property of a ticket is copied as one. */
const texts: Form<Record<string, string>> = (value) =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])),
      )
    : undefined;
const withData = record({ customData: maybe(texts, { at: 'custom_data' }) });

/** OpenCX's own error document (OpenCX API reference, authentication): `{statusCode, message, error}`. */
const openCxError = record({ statusCode: key(wholeNumber), message: maybe(text) });
/** How its server answers an address that leads nowhere: nothing is said by that of what was asked for. */
const NO_ROUTE = /^Cannot [A-Z]+ \//;

export function createOpenCx({ wire, baseUrl, key: apiKey }: OpenCxOptions): OpenCxReader {
  const api = createJsonApi(withBearer(wire, apiKey), baseUrl);
  return {
    sessionsReadable: async () => {
      const answer = await api({ path: '/chat/sessions' });
      if (answer.status === 403 && isOpenCxsOwn(answer)) return false;
      readAnswer(anySessions, succeeded(answer), 'OpenCX');
      return true;
    },

    sessionsSince: async (updated_after, mustEnd) => {
      const { items, whole } = await pages(session, {
        path: '/chat/sessions',
        query: { updated_after },
        mustEnd,
      });
      return { sessions: items.map(sessionFrom), whole };
    },

    session: async (sessionId) => {
      const found = ifThere(theOne(session, sessionId), await api({ path: pathOf(sessionId) }));
      return found && sessionFrom(found);
    },

    history: async (sessionId) => (await pages(happened, { path: `${pathOf(sessionId)}/history` })).items,

    customData: async (sessionId) => {
      const found = ifThere(withData, await api({ path: pathOf(sessionId) }));
      return found && (found.customData ?? {});
    },
  };

  /** The items of a list, page after page; `whole` where it came to its end. */
  async function pages<T>(
    read: Reader<T>,
    { path, query = {}, mustEnd = () => false }: Listing,
  ): Promise<{ items: T[]; whole: boolean }> {
    const page = record({ items: key(listOf(read)), next: maybe(line) });
    const items: T[] = [];
    let cursor: string | undefined;
    for (let count = 0; count < MOST_PAGES && (count === 0 || !mustEnd()); count += 1) {
      const asked = { path, query: { ...query, ...(cursor !== undefined && { cursor }) } };
      const answer = readAnswer(page, succeeded(await api(asked)), 'OpenCX');
      items.push(...answer.items);
      if (answer.next === undefined) return { items, whole: answer.unreadable === undefined };
      cursor = answer.next;
    }
    return { items, whole: false };
  }
}

interface Listing {
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Whether there is no time for another page. */
  mustEnd?: () => boolean;
}

const pathOf = (sessionId: string) => `/chat/sessions/${encodeURIComponent(sessionId)}`;

/** The id is all that can be wrong with such a request, so a 400 is about its form: there is no such session. */
function ifThere<T>(read: Reader<T>, answer: WireAnswer): T | null {
  if ((answer.status === 404 || answer.status === 400) && isOpenCxsOwn(answer)) return null;
  return readAnswer(read, succeeded(answer), 'OpenCX');
}

function succeeded(answer: WireAnswer): WireAnswer {
  const { status, body, destination } = answer;
  if (status >= 200 && status < 300) return answer;
  const refused = { status, ...destination };
  if (isOfNoRoute(answer)) {
    const message = `OpenCX has nothing at the address of ${destination.route} (404); OPENCX_API_URL may name another path than that of its API.`;
    throw new EvidenceFailure({ kind: 'parse', message, ...refused });
  }
  if ((status >= 500 && status !== SIGN_IN_FIRST) || isOpenCxsOwn(answer)) {
    throw new EvidenceFailure({ kind: 'http', message: sentence(status, destination.route), ...refused });
  }
  const message = `Something between here and OpenCX answered ${destination.route}: status ${status} with ${looksOf(body)}, not OpenCX's own error document.`;
  throw new EvidenceFailure({ kind: 'parse', message, ...refused });
}

/** A captive portal, a gateway or a proxy refuses with words of its own, which say nothing of the key. */
function isOpenCxsOwn(answer: WireAnswer): boolean {
  return ownError(answer) !== undefined && !isOfNoRoute(answer);
}

function isOfNoRoute(answer: WireAnswer): boolean {
  return answer.status === 404 && NO_ROUTE.test(ownError(answer)?.message ?? '');
}

function ownError({ status, body }: WireAnswer): { message?: string } | undefined {
  try {
    const said = openCxError(parsed(body));
    return said.statusCode === status ? said : undefined;
  } catch {
    return undefined;
  }
}

function sentence(status: number, route: string): string {
  if (status === 401) return 'OpenCX did not accept the API key (401).';
  if (status === 403) return `The API key may not do what ${route} asks for (403).`;
  if (status === 429) return `OpenCX is limiting the rate of calls and put ${route} off (429).`;
  if (status >= 500) return `OpenCX could not answer ${route} just now (${status}).`;
  return `OpenCX refused ${route} (${status}).`;
}

/**
 * That it was handed off stands in two places; one that says so is enough, and only both together can deny it. A
 * session that shows no contact says nothing of an address; one whose contact has none does. A ticketing system that is there has a name.
 */
function sessionFrom({
  handoff,
  contact,
  ticketing,
  unreadable = [],
  ...rest
}: RecordOf<typeof SESSION>): Session {
  const handedOff = rest.closure === 'handed_off' || handoff !== undefined;
  const names = new Set<string>(unreadable);
  if (!handedOff && (names.has('closure') || names.has('handoff'))) names.add('handedOff');
  if (contact === undefined) names.add('contactEmail');
  if (ticketing !== undefined && rest.ticketingSystem === undefined) names.add('ticketingSystem');
  const told = [...names].filter((name) => !['handoff', 'contact', 'ticketing'].includes(name));
  return { ...rest, handedOff, ...(told.length > 0 && { unreadable: told }) };
}
