/** What somebody at the page asks the doctor, read as a command line would be. */
import { SYMPTOMS } from '../../../checks/index.ts';
import * as record from '../../core/flags/record-values.ts';
import { type TypedAnswer, Unusable } from '../../core/flags/values.ts';
import type { NamedRecord } from '../../core/given.ts';
import { isObject } from '../../core/json.ts';
import { select } from '../../doctor/selection.ts';
import { readTypedAnswers } from '../../doctor/typed-answers.ts';
import { sayable } from '../../files/usage-error.ts';
import { MASK } from '../../redact/mask.ts';
import { Refusing } from '../api/route.ts';
import type { Asked } from '../doctor-words.ts';
import type { DoctorOffer } from '../words.ts';
import type { LookAsked } from './looking.ts';

/** Everything, of no conversation, with nothing told. */
export const NOTHING_ASKED: Asked = { symptom: '', thread: '', asksMe: false, answers: {} };

export const SYMPTOMS_OFFERED: DoctorOffer['symptoms'] = SYMPTOMS.map(({ id, title }) => ({ id, title }));

/** @throws Refusing for what is no text where one is wanted, or a secret; what is left out is as if nothing was asked */
export function askedIn(body: unknown): Asked {
  const { symptom, thread, asksMe, answers } = isObject(body) ? body : {};
  return {
    symptom: textIn(symptom, 'A symptom'),
    thread: textIn(thread, 'A conversation').trim(),
    asksMe: asksMe === true,
    answers: Object.fromEntries(
      Object.entries(isObject(answers) ? answers : {})
        .map(([key, value]) => [key, textIn(value, 'An answer').trim()] as const)
        .filter(([, value]) => value !== ''),
    ),
  };
}

function textIn(value: unknown, what: string): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new Refusing(400, `${what} is a text.`);
  if (value.includes(MASK) || !sayable(value).includes(MASK)) return value;
  throw new Refusing(
    400,
    `${what} looks like a secret, and was not taken.`,
    'Secrets are given where the console is started.',
  );
}

/** @throws UsageError for an unknown symptom and for what is no answer; Refusing for what is no conversation */
export function lookFor({ symptom, thread, asksMe, answers }: Asked): LookAsked {
  const typed = Object.entries(answers).map(([key, value]): TypedAnswer => ({ key, value }));
  readTypedAnswers(typed, {});
  return {
    selection: select({ symptom: symptom || undefined, only: [], skip: [] }),
    answers: typed,
    ...(thread !== '' && { thread: threadIn(thread) }),
    asksMe,
  };
}

function threadIn(word: string): NamedRecord {
  const read = record.THREAD.read(word);
  if (!(read instanceof Unusable)) return read;
  throw new Refusing(400, `${read.says('The conversation')}.`, read.next);
}
