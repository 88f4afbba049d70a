import type { CauseDefinition } from '../../src/core/cause.ts';
import type { CauseId } from '../../src/core/ids.ts';

/** A cause without its id, which is the key that it stands under. */
export type CauseBody = Omit<CauseDefinition, 'id'>;

/** Turns an area's causes, keyed by id, into definitions; the compiler then knows which ids the area covers. */
export function defineCauses<Id extends CauseId>(bodies: Record<Id, CauseBody>): Record<Id, CauseDefinition> {
  const definitions = Object.entries<CauseBody>(bodies).map(([id, body]) => [id, { id, ...body }]);
  return Object.fromEntries(definitions) as Record<Id, CauseDefinition>;
}
