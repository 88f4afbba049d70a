import type { Provenance } from '../../src/core/evidence.ts';
import type { Confidence } from '../shared/judgement.ts';

/** How sure a cause is that rests on this one evidence, whatever else the check has looked at. */
export function confidenceIn({ source, stale }: Provenance): Confidence {
  return source === 'stated' || stale ? 'likely' : 'confirmed';
}
