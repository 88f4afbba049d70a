import * as v from 'valibot';
import { type EvidenceKey, type EvidenceSet, FACTS, isEvidenceKey } from '../../../checks/facts.ts';
import { CONNECTION_MODES } from '../../core/connection.ts';
import { type Evidence, evidenceErrorSchema, SOURCES } from '../../core/evidence.ts';
import { maybe, type Schema } from '../../core/schema.ts';
import { mapping, text } from '../../files/shape.ts';
import { BUNDLE_VERSION } from './bundle.ts';

const time = v.pipe(
  text,
  v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a time'),
);
const list = v.array(text, 'must be a list');
const suppression = v.object({
  check: text,
  scope: v.object({ portal: v.exactOptional(v.number('must be a portal id')), profile: maybe }),
  reason: text,
  expires: v.pipe(text, v.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day')),
});

/** A bundle before its evidence is looked at. Keys that a later version adds are passed over. */
export const BUNDLE_FILE = v.object(
  {
    bundleVersion: v.literal(BUNDLE_VERSION, `must be ${BUNDLE_VERSION}`),
    tool: v.object({ name: text, version: text }, 'must name the tool and its version'),
    rules: text,
    savedAt: time,
    startedAt: time,
    durationMs: v.number('must be a number of milliseconds'),
    selection: v.object(
      { symptom: v.nullable(text), checks: list, skipped: list },
      'must say which checks were selected',
    ),
    context: v.object(
      {
        mode: v.exactOptional(v.picklist(CONNECTION_MODES, 'must be a way to be connected')),
        profile: maybe,
        threadId: maybe,
        ticketId: maybe,
        sessionId: maybe,
        tokenVariable: maybe,
        keyVariable: maybe,
        contact: maybe,
        emulated: v.exactOptional(v.literal(true)),
      },
      'must be an object',
    ),
    suppressions: v.exactOptional(v.array(suppression, 'must be a list')),
    evidence: mapping(v.unknown()),
  },
  'must be an object',
);

const provenance = {
  source: v.picklist(SOURCES),
  at: v.string(),
  durationMs: v.number(),
  calls: v.number(),
  origin: maybe,
  stale: v.exactOptional(v.boolean()),
};

function evidenceOf(key: EvidenceKey): Schema<Evidence<unknown>> {
  return v.variant('outcome', [
    v.object({ outcome: v.literal('ok'), ...provenance, value: FACTS[key].value as Schema<unknown> }),
    v.object({
      outcome: v.literal('missing'),
      ...provenance,
      why: v.string(),
      refused: v.exactOptional(evidenceErrorSchema),
    }),
    v.object({ outcome: v.literal('error'), ...provenance, error: evidenceErrorSchema }),
  ]);
}

/**
 * The evidence of a bundle as far as it is understood. What has an unknown name, or is not what its name says, is
 * named and left out: a newer version may know it, and nothing may be judged by it here.
 */
export function readEvidence(entries: Readonly<Record<string, unknown>>): {
  evidence: EvidenceSet;
  leftOut: string[];
} {
  const evidence: Record<string, Evidence<unknown>> = {};
  const leftOut: string[] = [];
  for (const [key, entry] of Object.entries(entries)) {
    const read = isEvidenceKey(key) ? v.safeParse(evidenceOf(key), entry) : undefined;
    if (read?.success) evidence[key] = read.output;
    else leftOut.push(key);
  }
  return { evidence: evidence as EvidenceSet, leftOut };
}
