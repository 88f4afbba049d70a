import type { Secret } from '../core/secret.ts';
import { KnownTexts } from './known-texts.ts';
import { mapStrings, stringsIn } from './map-strings.ts';
import { MASK } from './mask.ts';
import { SECRET_PATTERNS, type SecretPattern } from './patterns.ts';
import { secretForms } from './secret-forms.ts';

export interface Redactor {
  /** The text with every secret masked; the same text again when there is nothing to mask. */
  redact(text: string): string;
  /**
   * Plain data with every text in it redacted; the same data where there is nothing to mask. For what is laid out afterwards: in a narrow column a secret is broken
   * over two lines, and nothing knows the halves.
   */
  redactIn<T>(document: T): T;
  /** The text with the secrets of this run masked, and nothing else: for texts that were asked for as they are. */
  maskKnown(text: string): string;
  /** The text with every secret masked, and addresses and phone numbers left: for what somebody wrote to be read again. */
  maskSecrets(text: string): string;
  /** The kind of the first secret or personal detail found in the text, never its value; null when there is none. */
  findSecret(text: string): string | null;
  /** Knows these secrets as well from now on. */
  learn(secrets: readonly Secret[]): void;
}

/** What one pattern masks can leave a text that another one now knows; two passes are enough for all but contrived texts. */
const MOST_PASSES = 8;

/** Kinds of what identifies a person, and opens nothing. */
const PERSONAL: readonly string[] = ['email address', 'phone number'];

/**
 * Stands between the texts of a document that are looked through at once, which is several times as quick as one after
 * the other. Whatever is masked in a text by itself is found beside it too: no pattern takes it for part of a word.
 */
const APART = '\n';

/** Texts that no pattern found anything in are looked through once: most of a report stands in those of others, too. */
const MOST_PLAIN = 5_000;

/**
 * Knows the secrets of this run in every spelling, and others by their look: tokens, keys, headers, webhook
 * paths, email addresses, phone numbers.
 */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const known = new KnownTexts();
  const learnt = new Set<Secret>();
  const learn = (more: readonly Secret[]): void => {
    known.add(more.filter((secret) => !learnt.has(secret)).flatMap(secretForms));
    for (const secret of more) learnt.add(secret);
  };
  learn(secrets);

  const maskBy =
    (patterns: typeof SECRET_PATTERNS) =>
    (text: string): string => {
      let result = text;
      for (let pass = 0; pass < MOST_PASSES; pass += 1) {
        const next = patterns.reduce(masked, known.mask(result, MASK));
        if (next === result) break;
        result = next;
      }
      return result;
    };
  const redact = maskBy(SECRET_PATTERNS);

  const findSecret = (text: string): string | null => {
    if (known.mask(text, MASK) !== text) return 'secret of this run';
    const found = SECRET_PATTERNS.find((pattern) => masked(text, pattern) !== text);
    return found?.kind ?? null;
  };

  const plain = new Set<string>();
  const hasSecret = (texts: readonly string[]): boolean => {
    const all = texts.join(APART);
    // What is known may be more than it was the last time.
    if (known.mask(all, MASK) !== all) return true;
    const fresh = texts.filter((text) => !plain.has(text));
    const unseen = fresh.join(APART);
    if (SECRET_PATTERNS.some((pattern) => masked(unseen, pattern) !== unseen)) return true;
    for (const text of fresh.slice(0, MOST_PLAIN - plain.size)) plain.add(text);
    return false;
  };

  return {
    redact,
    redactIn: (document) => (hasSecret(stringsIn(document)) ? mapStrings(document, redact) : document),
    maskSecrets: maskBy(SECRET_PATTERNS.filter(({ kind }) => !PERSONAL.includes(kind))),
    maskKnown: (text) => known.mask(text, MASK),
    findSecret,
    learn,
  };
}

function masked(text: string, look: SecretPattern): string {
  return look.sign?.test(text) === false ? text : text.replace(look.pattern, look.mask);
}
