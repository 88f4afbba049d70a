/**
 * Mending over HTTP, on the port of the emulated HubSpot: `POST /sandbox/mend` with `{"names": [], "assign": "A-7001",
 * "grant": [], "throttle": 100}`, each of them left out where it is not meant, and `{}` for all that is broken. It wants
 * no token and is no part of HubSpot's API.
 */
import * as v from 'valibot';
import { isObject } from '../../core/json.ts';
import { RefusedAction, UnknownName } from '../people/threads.ts';
import type { Portal } from '../portal/portals.ts';
import { jsonReply, type Reply } from '../reply.ts';
import type { SandboxRequest } from '../router.ts';
import type { Mended, Mender, Wish } from './mender.ts';

export const MEND_PATH = '/sandbox/mend';

/** What is answered: what was mended, and what the person at the keyboard had before and has now. */
export interface MendAnswer extends Mended {
  portal: string;
  before: Portal['given'];
  after: Portal['given'];
}

const wishBody = v.strictObject({
  names: v.optional(v.array(v.string()), []),
  assign: v.optional(v.string()),
  grant: v.optional(v.array(v.string()), []),
  throttle: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

export class MendingService {
  readonly #portal: string;
  readonly #mender: Mender;
  readonly #given: () => Portal['given'];

  /** @param given what the person has, with the sandbox's own addresses */
  constructor(portal: string, mender: Mender, given: () => Portal['given']) {
    this.#portal = portal;
    this.#mender = mender;
    this.#given = given;
  }

  async answer(request: SandboxRequest): Promise<Reply> {
    if (request.method !== 'POST' || request.path !== MEND_PATH) {
      return jsonReply(404, { error: `There is no ${request.method} ${request.path}.` });
    }
    const wish = wishOf(request.body);
    if (typeof wish === 'string') return jsonReply(400, { error: wish });
    const before = this.#given();
    try {
      const mended = await this.#mender.mend(wish);
      const answer: MendAnswer = { portal: this.#portal, ...mended, before, after: this.#given() };
      return jsonReply(200, answer);
    } catch (error) {
      if (!(error instanceof RefusedAction)) throw error;
      const { word, known, next } = error instanceof UnknownName ? error : {};
      return jsonReply(error.status, { error: error.message, word, known, next });
    }
  }
}

/** A text says why the body is none. */
function wishOf(body: string): Wish | string {
  const parsed = v.safeParse(wishBody, parsedJson(body), { abortEarly: true });
  if (parsed.success) return withoutAbsent(parsed.output);
  const [{ message, path: [key] = [] }] = parsed.issues;
  return `The body is no wish to mend something: ${key === undefined ? '' : `${key.key}: `}${message}.`;
}

function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function withoutAbsent({ names, grant, assign, throttle }: v.InferOutput<typeof wishBody>): Wish {
  return {
    names,
    grant,
    ...(assign !== undefined && { assign }),
    ...(throttle !== undefined && { throttle }),
  };
}
