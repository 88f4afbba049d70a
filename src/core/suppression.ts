import * as v from 'valibot';
import { day, described, list, object, text, texts, whole } from './schema.ts';

/** A failure that somebody has decided to live with for a while. */
export const suppressionSchema = object({
  check: text,
  scope: described(
    object({ portal: v.exactOptional(whole), profile: v.exactOptional(text) }),
    'Where it holds; everywhere when empty.',
  ),
  reason: text,
  expires: described(day, 'The last day on which it holds, in UTC.'),
});
export type Suppression = v.InferOutput<typeof suppressionSchema>;

/** How a suppression shows on the check that it covers. */
export const suppressedBySchema = v.pick(suppressionSchema, ['reason', 'expires']);
export type SuppressedBy = v.InferOutput<typeof suppressedBySchema>;

/** What became of the suppressions that this run could have used. */
export const suppressionUseSchema = object({
  applied: described(texts, 'Checks whose failure is covered.'),
  unused: described(list(suppressionSchema), 'The check was judged and did not fail: the entry can go.'),
  expired: described(list(suppressionSchema), 'Past their last day: they cover nothing any more.'),
});
export type SuppressionUse = v.InferOutput<typeof suppressionUseSchema>;
