import * as v from 'valibot';
import { type EvidenceKey, type EvidenceSet, FACTS, isEvidenceKey } from '../../../../checks/facts.ts';
import { ERROR_KINDS, type Evidence, type EvidenceError, SOURCES } from '../../../core/evidence.ts';
import { maybe, type Schema, texts } from '../../../core/schema.ts';

const provenance = {
  source: v.picklist(SOURCES),
  at: v.string(),
  durationMs: v.number(),
  calls: v.number(),
  origin: maybe,
  stale: v.exactOptional(v.boolean()),
};

const error: Schema<EvidenceError> = v.object({
  kind: v.picklist(ERROR_KINDS),
  message: v.string(),
  status: v.exactOptional(v.number()),
  category: maybe,
  scopes: v.exactOptional(v.object({ form: v.picklist(['any', 'all', 'unsaid']), names: texts })),
  policy: maybe,
  region: maybe,
  correlationId: maybe,
  route: maybe,
  host: maybe,
});

function evidenceOf(key: EvidenceKey): Schema<Evidence<unknown>> {
  return v.variant('outcome', [
    v.object({ outcome: v.literal('ok'), ...provenance, value: FACTS[key].value as Schema<unknown> }),
    v.object({ outcome: v.literal('missing'), ...provenance, why: v.string() }),
    v.object({ outcome: v.literal('error'), ...provenance, error }),
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
