const LONGEST_WORD = 40;
const WORD = /^[a-z]{1,20}\d{0,2}(?:[-_][a-z]{1,20}\d{0,2})*$/;
const SCOPE = /^[a-z][a-z0-9_-]{0,39}(?:\.[a-z0-9_-]{1,40}){0,7}$/;
const CATEGORY = /^[A-Z]{2,20}(?:_[A-Z]{1,20}){0,7}$/;

/** Words that keys begin with: a HubSpot token, an OpenCX key. */
const KEY_PREFIX = /^(?:pat|ocx)[-_]/i;
const HEX = /[0-9a-f]{16}/i;
const SCATTERED_DIGITS = /\d\D+\d/;

/**
 * Whether a text is a word as API paths are made of: `tickets`, `access-token-info`, `v3`. Ids, names of hosts, keys
 * and random letters with digits among them are none, so that a word may be printed.
 */
export function isApiWord(text: string): boolean {
  if (text.length > LONGEST_WORD || !WORD.test(text)) return false;
  return !SCATTERED_DIGITS.test(text) && !HEX.test(text) && !KEY_PREFIX.test(text);
}

/** Whether a text has the form of a scope, `crm.objects.owners.read`, each part of it being a word. */
export function isScopeName(text: string): boolean {
  return SCOPE.test(text) && text.split('.').every(isApiWord);
}

/** Categories and limits that are known in any spelling (HubSpot docs, error handling and usage guidelines). */
const CATEGORIES: ReadonlySet<string> = new Set([
  'MISSING_SCOPES',
  'USER_DOES_NOT_HAVE_PERMISSIONS',
  'INVALID_AUTHENTICATION',
  'EXPIRED_AUTHENTICATION',
  'GATED',
  'BANNED',
  'RATE_LIMIT',
  'RATE_LIMITS',
  'DAILY',
  'TEN_SECONDLY_ROLLING',
  'SECONDLY',
  'VALIDATION_ERROR',
  'OBJECT_NOT_FOUND',
  'CONFLICT',
]);

/**
 * HubSpot's name for a kind of refusal or for a limit; null for what has not the form of one. A column may spell a
 * known one in its own way, `Missing scopes`; other words are taken only as HubSpot writes names, for they may be
 * anything, a person's name too, and what is taken is printed.
 */
export function categoryNameIn(text: string): string | null {
  const name = text.trim();
  const known = name.toUpperCase().replaceAll(/[\s-]+/g, '_');
  if (CATEGORIES.has(known)) return known;
  return CATEGORY.test(name) && !KEY_PREFIX.test(name) && !HEX.test(name) ? copyOf(name) : null;
}

/** The text without the longer one that it was cut from, which would be kept in memory with it: a whole piece of a log. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
