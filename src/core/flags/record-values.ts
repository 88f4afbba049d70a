/** Values that name one thing in HubSpot or OpenCX: by its id, or by its address in the browser. */
import type { NamedRecord } from '../given.ts';
import { shownUserId } from '../hubspot/user-id.ts';
import { hidesAPart, whyNoId } from '../stand-ins.ts';
import { Unusable, type Value, wants } from './values.ts';

const DIGITS = /^\d+$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** An address alone: a list of them, a link to one, or quotes that a text program has put around it are no address. */
const EMAIL_ADDRESS = /^[^@]+@[^@]+\.[^@.]+$/;
const IN_NO_ADDRESS = /[\s<>:,;()[\]"\p{Pi}\p{Pf}]/u;

/** Addresses of HubSpot's screens, with portal and id: inbox and help desk, old and new record pages. */
const THREAD_ADDRESSES = [/\/live-messages\/(\d+)\/inbox\/(\d+)(?![^/?#])/];
const TICKET_ADDRESSES = [
  /\/help-desk\/(\d+)\/(?:[^?#]*\/)?ticket\/(\d+)(?![^/?#])/,
  /\/contacts\/(\d+)\/(?:record\/0-5|ticket)\/(\d+)(?![^/?#])/,
];
const REGION_OF_HOST = /^https?:\/\/app-([a-z]{2,4}\d{1,2})\.hubspot\.com\//i;

/** A conversation, by its id or its address. */
export const THREAD = {
  called: 'id',
  example: '8243595013',
  read(word: string): NamedRecord | Unusable {
    if (addressed(word, TICKET_ADDRESSES)) return given('the address of a ticket', '--ticket');
    if (isUuid(word)) return given("a UUID, which an OpenCX session's id is", '--session');
    return (
      named(word, THREAD_ADDRESSES) ?? wants('the id of a conversation, or its address in the HubSpot inbox')
    );
  },
} satisfies Value;

/** A ticket, by its id or its address. */
export const TICKET = {
  called: 'id',
  example: '57774743',
  read(word: string): NamedRecord | Unusable {
    if (addressed(word, THREAD_ADDRESSES)) return given('the address of a conversation', '--thread');
    if (isUuid(word)) return given("a UUID, which an OpenCX session's id is", '--session');
    return named(word, TICKET_ADDRESSES) ?? wants('the id of a ticket, or its address in HubSpot');
  },
} satisfies Value;

function named(word: string, addresses: readonly RegExp[]): NamedRecord | undefined {
  const trimmed = word.trim();
  return DIGITS.test(trimmed) ? { id: trimmed } : addressed(trimmed, addresses);
}

function addressed(word: string, addresses: readonly RegExp[]): NamedRecord | undefined {
  for (const address of addresses) {
    const [, portal, id] = address.exec(word) ?? [];
    if (id === undefined) continue;
    const portalId = Number(portal);
    const region = REGION_OF_HOST.exec(word.trim())?.[1]?.toLowerCase();
    return { id, ...(Number.isSafeInteger(portalId) && { linked: { portalId, ...(region && { region }) } }) };
  }
  return undefined;
}

function given(what: string, flag: string): Unusable {
  return new Unusable((flagGiven) => `${flagGiven} was given ${what}`, `Use ${flag} for it.`);
}

function isUuid(word: string): boolean {
  return UUID.test(word.trim());
}

export const SESSION = {
  called: 'uuid',
  example: '00000000-0000-4000-8000-000000000000',
  read(word: string): string | Unusable {
    const id = word.trim().toLowerCase();
    if (DIGITS.test(id)) return given('a number, which ids of HubSpot are', '--thread or --ticket');
    return isUuid(id) ? id : wants('the id of an OpenCX session, which is a UUID');
  },
} satisfies Value;

export const EMAIL = {
  called: 'email',
  example: 'jo.doe@example.test',
  read(word: string): string | Unusable {
    const email = word.trim();
    if (hidesAPart(email)) return wants('the whole email address, and a part of this one is hidden');
    if (EMAIL_ADDRESS.test(email) && !IN_NO_ADDRESS.test(email)) return email;
    return wants('an email address, with nothing around it');
  },
} satisfies Value;

/** The Default User ID as OpenCX shows it; '' where its field is empty. Whether what stands there is an id is judged. */
export const DEFAULT_USER = {
  called: 'id',
  example: 'A-7001',
  read(word: string): string | Unusable {
    const why = whyNoId(word);
    if (why === undefined) return shownUserId(word);
    return new Unusable(
      (flag) => `${flag} holds "${word}", which ${why}`,
      'Leave it out where nobody knows the id; "none" says that the field in OpenCX is empty.',
    );
  },
} satisfies Value;

/** A HubSpot portal, by its id. */
export const PORTAL_ID = {
  called: 'id',
  example: '1020304',
  read(word: string): number | Unusable {
    const id = Number(word.trim());
    return DIGITS.test(word.trim()) && Number.isSafeInteger(id) && id > 0
      ? id
      : wants('the portal id, which is a number such as 1020304');
  },
} satisfies Value;
