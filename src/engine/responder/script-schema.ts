import * as v from 'valibot';
import { section } from '../../files/shape.ts';

const words = v.pipe(v.string('must be a string'), v.trim(), v.nonEmpty('must not be empty'));

const pattern = v.pipe(
  words,
  v.check(isPattern, 'is not a regular expression'),
  v.transform((source) => new RegExp(source, 'iu')),
);

const handoff = section({
  reason: words,
  summary: v.exactOptional(words),
  sentiment: v.exactOptional(words),
  language: v.exactOptional(words),
  text: v.exactOptional(words),
});

/** What a rule may do; each rule does one of them. */
const DOINGS = ['reply', 'handoff', 'resolve', 'silent'] as const;

const rule = v.pipe(
  section({
    when: v.exactOptional(pattern),
    reply: v.exactOptional(words),
    handoff: v.exactOptional(handoff),
    resolve: v.exactOptional(v.union([words, v.literal(true)], 'must be a text or true')),
    silent: v.exactOptional(v.literal(true, 'must be true')),
  }),
  v.check(
    (found) => DOINGS.filter((doing) => found[doing] !== undefined).length === 1,
    `must have exactly one of ${DOINGS.join(', ')}`,
  ),
);

export const script = section({ rules: v.array(rule, 'must be a list') });

export type ScriptRule = v.InferOutput<typeof rule>;

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'iu');
    return true;
  } catch {
    return false;
  }
}
