/**
 * What is read from OpenCX's public API: whether a key is taken, and one chat session. For the doctor's probes (OpenCX
 * API reference, authentication and chat sessions).
 */
import * as v from 'valibot';
import { EvidenceFailure } from '../core/evidence.ts';
import type { Session } from '../core/opencx.ts';
import type { OpenCxReader } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { createJsonApi, withBearer } from '../wire/json-api.ts';
import { flag, id, optionalId, optionalObject, readAnswer, text, withoutGaps } from '../wire/read-answer.ts';
import type { WireAnswer } from '../wire/request.ts';
import type { Sender } from '../wire/wire.ts';

export interface OpenCxOptions {
  wire: Sender;
  /** `https://api.open.cx`. */
  baseUrl: string;
  key: Secret;
}

const sessionShape = v.looseObject({
  id,
  status: v.string(),
  ai_closure_type: text,
  channel: v.looseObject({ type: v.string() }),
  assist_mode: flag,
  contact: optionalObject({ email: text, phone_number: text }),
  handoff: optionalObject({}),
  ticketing_system: optionalObject({ name: text, external_id: optionalId, id_type: text }),
  created_at: v.string(),
  updated_at: v.string(),
});

export function createOpenCx({ wire, baseUrl, key }: OpenCxOptions): OpenCxReader {
  const api = createJsonApi(withBearer(wire, key), baseUrl);
  return {
    sessionsReadable: async () => {
      const answer = await api({ path: '/chat/sessions' });
      if (answer.status === 403) return false;
      readAnswer(v.looseObject({}), succeeded(answer), 'OpenCX');
      return true;
    },

    // The id is all that can be wrong with this request, so a 400 is about its form: there is no such session.
    session: async (sessionId) => {
      const answer = await api({ path: `/chat/sessions/${encodeURIComponent(sessionId)}` });
      if (answer.status === 404 || answer.status === 400) return null;
      return sessionFrom(readAnswer(sessionShape, succeeded(answer), 'OpenCX'));
    },
  };
}

function succeeded(answer: WireAnswer): WireAnswer {
  const { status, destination } = answer;
  if (status >= 200 && status < 300) return answer;
  throw new EvidenceFailure({
    kind: 'http',
    status,
    message: sentence(status, destination.route),
    ...destination,
  });
}

function sentence(status: number, route: string): string {
  if (status === 401) return 'OpenCX did not accept the API key (401).';
  if (status === 403) return `The API key may not do what ${route} asks for (403).`;
  if (status === 429) return `OpenCX is limiting the rate of calls and put ${route} off (429).`;
  if (status >= 500) return `OpenCX could not answer ${route} just now (${status}).`;
  return `OpenCX refused ${route} (${status}).`;
}

function sessionFrom(found: v.InferOutput<typeof sessionShape>): Session {
  const closure = found.ai_closure_type;
  return withoutGaps({
    id: found.id,
    status: found.status,
    closure,
    channel: found.channel.type,
    assistMode: found.assist_mode,
    // An address that the customer merely claims is left out: OpenCX keeps it apart as not verified.
    contactEmail: found.contact?.email || undefined,
    contactPhone: found.contact?.phone_number || undefined,
    handedOff: closure === 'handed_off' || found.handoff !== undefined,
    ticketingSystem: found.ticketing_system?.name,
    ticketingId: found.ticketing_system?.external_id,
    ticketingIdType: found.ticketing_system?.id_type,
    createdAt: found.created_at,
    updatedAt: found.updated_at,
  });
}
