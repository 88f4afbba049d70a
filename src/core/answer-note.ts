import * as v from 'valibot';
import { described, list, maybe, object, text } from './schema.ts';

/** What one of those said that differ. */
const saidSchema = object({
  value: described(text, 'As a sentence shows it; a webhook URL is never shown.'),
  from: described(text, 'The file or flag that it stands in, or what was measured.'),
  by: maybe,
  at: maybe,
});

/** What is to be known of the answers that a run was given, beside the answers themselves. */
export const answerNoteSchema = object({
  kind: described(
    v.picklist(['contradiction', 'outweighed', 'left-open', 'form'], 'must be a kind of note'),
    'contradiction: several said different things; outweighed: what was measured or read counts before an answer; left-open: what was written is no answer; form: of a form as a whole.',
  ),
  key: v.exactOptional(described(text, 'The question that it is about.')),
  text: described(text, 'The whole of it, in sentences.'),
  said: v.exactOptional(described(list(saidSchema), 'With contradiction and outweighed: who said what.')),
});
export type AnswerNote = v.InferOutput<typeof answerNoteSchema>;
export type Said = v.InferOutput<typeof saidSchema>;
