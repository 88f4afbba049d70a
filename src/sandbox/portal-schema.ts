import * as v from 'valibot';
import { CONNECTION_MODES } from '../core/ids.ts';
import { portalStateSchema } from './state-schema.ts';

/** What the person at the keyboard has: environment, flags, answers, files. */
const given = v.strictObject({
  token: v.optional(v.nullable(v.string()), null),
  developerKey: v.optional(v.string()),
  openCxKey: v.optional(v.string()),
  clientSecret: v.optional(v.string()),
  /** As OpenCX shows it; '' where its field is empty. */
  webhookUrl: v.optional(v.nullable(v.string())),
  defaultUserId: v.optional(v.string()),
  portalId: v.optional(v.number()),
  mode: v.optional(v.picklist(CONNECTION_MODES)),
  thread: v.optional(v.string()),
  ticket: v.optional(v.string()),
  session: v.optional(v.string()),
  contact: v.optional(v.string()),
  answers: v.optional(v.record(v.string(), v.unknown()), {}),
  /** Content of a `--webhook-config` file. */
  webhookConfig: v.optional(v.unknown()),
  probeWebhook: v.optional(v.boolean()),
});

/** Ids of the doctor's catalogue, which the sandbox does not know. */
const expectation = v.strictObject({
  symptom: v.optional(v.nullable(v.string()), null),
  /** The documented cause first. */
  causes: v.optional(v.array(v.string()), []),
});

const heading = {
  title: v.string(),
  proves: v.string(),
  expect: v.optional(expectation, {}),
  faults: v.optional(v.array(v.string()), []),
};

/** A fixture file as it is written: `given` and `state` are whole, or the difference to what it extends. */
export const portalFileSchema = v.strictObject({
  ...heading,
  extends: v.optional(v.string()),
  given: v.optional(v.record(v.string(), v.unknown()), {}),
  state: v.optional(v.record(v.string(), v.unknown()), {}),
});
export type PortalFile = v.InferOutput<typeof portalFileSchema>;

/** A portal with everything that it extends laid under it. */
export const portalSchema = v.strictObject({
  name: v.string(),
  ...heading,
  given,
  state: portalStateSchema,
});
export type Portal = v.InferOutput<typeof portalSchema>;
