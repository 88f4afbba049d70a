import type { CauseDefinition } from '../../src/core/cause.ts';

/** A cause without its id, which is the key that it stands under. */
type CauseBody = Omit<CauseDefinition, 'id'>;
type Bodies = Readonly<Record<string, CauseBody>>;
/** Causes by id, with the ids that they lead kept for the compiler. */
export type Causes<B extends Bodies> = {
  readonly [Id in keyof B]: CauseDefinition & { readonly leads: B[Id]['leads'] };
};

/** Turns an area's causes, keyed by id, into definitions; the compiler then knows which ids the area covers. */
export function defineCauses<const B extends Bodies>(bodies: B): Causes<B> {
  const definitions = Object.entries(bodies).map(([id, body]) => [id, { id, ...body }]);
  return Object.fromEntries(definitions) as Causes<B>;
}
