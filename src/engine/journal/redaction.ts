import { maskEmail } from '../../redact/mask.ts';
import { createRedactor, type Redactor } from '../../redact/redactor.ts';
import { isTechnical } from './personal-values.ts';

export interface RedactionOptions {
  /** Keeps message texts and contact data in entries. Secrets are masked all the same. Off by default. */
  keepTexts?: boolean;
  /** Knows the secrets of this run; by default secrets are known by their look alone. */
  redactor?: Redactor;
}

/** What the journal does to texts before it keeps them. */
export interface Redaction {
  /** Printable details as JSON; `null` for what JSON cannot hold. */
  json(data: unknown): string;
  text(text: string): string;
  readonly keepsTexts: boolean;
}

const REDACTED = '[redacted]';

/** What people wrote, or what was written about them; keys in lower case without `_` and `-`. */
const TEXT_KEYS: ReadonlySet<string> = new Set([
  'body',
  'comment',
  'content',
  'draft',
  'firstname',
  'fullname',
  'html',
  'lastname',
  'name',
  'richtext',
  'subject',
  'summary',
  'text',
  'title',
  'transcript',
]);

/** Objects from property name to value. */
const PROPERTY_KEYS: ReadonlySet<string> = new Set(['customdata', 'properties']);

/** A reason for counting, as against a reason that the responder put into words. */
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** How `findSecret` names what is personal and no secret. */
const PERSONAL_KINDS: ReadonlySet<string | null> = new Set(['email address', 'phone number']);

/**
 * Masks by structure first, since a customer's words have no look of their own, and by pattern second, for what
 * stands in sentences.
 */
export function createRedaction({ keepTexts = false, redactor }: RedactionOptions): Redaction {
  const { redact, findSecret } = redactor ?? createRedactor([]);

  /** Where texts are kept, one that holds a secret is masked all the same, and its addresses with it. */
  function text(value: string): string {
    if (!keepTexts) return redact(value);
    const found = findSecret(value);
    return found === null || PERSONAL_KINDS.has(found) ? value : redact(value);
  }

  function replace(this: unknown, key: string, value: unknown): unknown {
    const kept = keepTexts ? value : maskByKey(key, value, this);
    return typeof kept === 'string' ? text(kept) : kept;
  }

  return {
    json: (data) => JSON.stringify(data, replace) ?? 'null',
    text,
    keepsTexts: keepTexts,
  };
}

/** @param holder the object that the key stands in */
function maskByKey(key: string, value: unknown, holder: unknown): unknown {
  // Emptiness and yes or no are what rules speak of; neither tells anything of a person.
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value;
  const plainKey = key.toLowerCase().replaceAll(/[_-]/g, '');
  if (TEXT_KEYS.has(plainKey) || /phone|mobile/.test(plainKey)) return REDACTED;
  if (/email$/.test(plainKey) || plainKey === 'deliveryvalue') return maskAddress(value);
  if (plainKey === 'reason') return typeof value === 'string' && CODE.test(value) ? value : REDACTED;
  if (plainKey === 'propertyvalue') return isTechnical(propertyOf(holder)) ? value : REDACTED;
  if (PROPERTY_KEYS.has(plainKey) && typeof value === 'object') return maskProperties(value);
  return value;
}

function maskAddress(value: unknown): string {
  return typeof value === 'string' && value.includes('@') ? maskEmail(value) : REDACTED;
}

function propertyOf(holder: unknown): unknown {
  return (holder as { propertyName?: unknown }).propertyName;
}

function maskProperties(properties: object): unknown {
  if (Array.isArray(properties)) return properties.map(() => REDACTED);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isTechnical(name) || !value ? value : REDACTED]),
  );
}
