/**
 * What a personal access key shows of the customer's developer platform. The paths behind it are published and not
 * documented (`@hubspot/local-dev-lib`), so every field may be missing.
 */
import * as v from 'valibot';
import { maybe, texts } from '../schema.ts';
import { unreadable } from '../unreadable.ts';

/** `POST /localdevauth/v1/auth/refresh`, without the token that it is asked for. */
export const keyAccessSchema = v.object({
  /** Portal of the key. */
  hubId: v.exactOptional(v.number()),
  /** User whose key it is. */
  userId: v.exactOptional(v.number()),
  /** ISO time at which the token that was given for it expires. */
  expiresAt: maybe,
  /** What was ticked when the key was made, as far as its user may do it. */
  scopeGroups: v.exactOptional(texts),
  unreadable,
});
export type KeyAccess = v.InferOutput<typeof keyAccessSchema>;
