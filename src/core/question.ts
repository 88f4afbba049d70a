import type { Place, Places } from './cause.ts';
import type { AnswerKey } from './ids.ts';

/** What a run can ask beyond the answers file: which conversation it is about. */
export type PointerKey = 'conversation.thread';
export type QuestionKey = AnswerKey | PointerKey;

export type QuestionForm =
  | { kind: 'yes-no' }
  | { kind: 'number' }
  | { kind: 'text' }
  /** Several words with commas between. */
  | { kind: 'words' }
  /** Text that must not be echoed or saved: a webhook URL. */
  | { kind: 'secret-url' }
  | { kind: 'choice'; choices: readonly { value: string; name: string }[] }
  | { kind: 'several'; choices: readonly { value: string; name: string }[] };

/** One thing that no API tells, as it is put to a person. */
export interface Question {
  key: QuestionKey;
  /** The question itself, one sentence. */
  text: string;
  form: QuestionForm;
  /** Where the person finds the answer. */
  place(places: Places): Place;
}
