import { Buffer } from 'node:buffer';
import { createHmac, randomBytes } from 'node:crypto';

/**
 * Stand-ins for what identifies a person. Within one run equal values get equal stand-ins, so that "the same
 * address?" can still be answered; another run has another key, so that two bundles cannot be joined by them.
 */
export interface Disguise {
  /** An address in the form of one, the same for spellings that HubSpot takes for the same; blank stays as it is. */
  email(address: string): string;
  /** An id in the form of the given one: digits for digits. */
  contactId(id: string): string;
  /** For the name of a person. */
  person(name: string): string;
  /** For any other text that is only compared with its like. */
  word(text: string): string;
  /** For a digest that others could make as well: 64 hex digits again. */
  digest(digest: string): string;
}

/** Hex digits of a stand-in: enough to tell all people of a portal apart. */
const SHORT = 12;

const STAND_IN = new RegExp(String.raw`(person@[0-9a-f]{${SHORT}}\.redacted\.test)`);

/**
 * @param given 32 random bytes of this run, which are kept nowhere and drawn when they are first wanted; given in tests
 *   only
 */
export function createDisguise(given?: Uint8Array): Disguise {
  let key = given;
  const keyed = (kind: string, value: string) => {
    key ??= randomBytes(32);
    return createHmac('sha256', key).update(`${kind}:${value}`).digest('hex');
  };
  const short = (kind: string, value: string) => keyed(kind, value).slice(0, SHORT);

  return {
    email(address) {
      const compared = address.trim().toLowerCase();
      return compared === '' ? address : `person@${short('email', compared)}.redacted.test`;
    },
    contactId(id) {
      const digest = keyed('contact', id);
      return /^\d+$/.test(id) ? digitsOf(digest) : digest.slice(0, SHORT);
    },
    person: (name) => `person-${short('person', name.trim())}`,
    word: (text) => short('word', text),
    digest: (digest) => keyed('digest', digest),
  };
}

/** Changes what lies around the stand-ins of a text and leaves them as they are. */
export function aroundStandIns(text: string, change: (piece: string) => string): string {
  return text
    .split(STAND_IN)
    .map((piece, index) => (index % 2 === 0 ? change(piece) : piece))
    .join('');
}

/** A text without its stand-ins, which look like addresses and are none. */
export function withoutStandIns(text: string): string {
  return text
    .split(STAND_IN)
    .filter((_piece, index) => index % 2 === 0)
    .join(' ');
}

/** Twelve digits without a zero in front, as HubSpot's ids are written. */
function digitsOf(hex: string): string {
  const number = Buffer.from(hex, 'hex').readBigUInt64BE();
  return String(100_000_000_000n + (number % 900_000_000_000n));
}
