import type { Place, Places } from './cause.ts';
import type { ConnectionMode } from './connection.ts';

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
  /** Key of the answer, or of the fact that it leads to. */
  key: string;
  /** The question itself, one sentence. */
  text: string;
  /** In the place of `text` where HubSpot is connected in a way that shows the answer elsewhere. */
  textIn?: Partial<Record<ConnectionMode, string>>;
  form: QuestionForm;
  /** Where the person finds the answer. */
  place(places: Places): Place;
}
