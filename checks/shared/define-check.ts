import type { Check } from '../../src/core/check.ts';
import type { ConnectionMode } from '../../src/core/connection.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { CauseId } from '../causes.ts';
import type { EvidenceKey, EvidenceValues } from '../facts.ts';
import type { SymptomId } from '../symptoms.ts';
import type { Judgement } from './judgement.ts';

/** What `judge` is handed: the values of everything it needs, and whatever became of what it only uses. */
type Needed<N extends EvidenceKey> = { readonly [K in N]: EvidenceValues[K] };
export type Used<U extends EvidenceKey> = { readonly [K in U]: Evidence<EvidenceValues[K]> };

/** One fact that may settle a check by itself. */
export type Shown = {
  [K in EvidenceKey]: { by: K; judge(value: EvidenceValues[K]): Judgement | undefined };
}[EvidenceKey];

/** A check before its ids and its evidence are tied to the catalogue. */
interface Definition<Id, N extends EvidenceKey, U extends EvidenceKey, After extends string>
  extends Omit<
    Check,
    'id' | 'causes' | 'needs' | 'uses' | 'after' | 'shown' | 'symptoms' | 'onlyUnder' | 'judge'
  > {
  id: Id;
  causes: readonly CauseId[];
  needs: readonly N[];
  uses?: readonly U[];
  after?: readonly After[];
  shown?: Shown;
  symptoms?: readonly SymptomId[] | 'every';
  onlyUnder?: readonly SymptomId[];
  judge(needed: Needed<N>, used: Used<U>, mode: ConnectionMode): Judgement;
}

/** A check, with its id and the ids that it comes after kept for the compiler. */
export interface Defined<Id extends string, After extends string = string>
  extends Check<Id, EvidenceKey, EvidenceKey, CauseId> {
  readonly after?: readonly After[];
}

/** Ties what `judge` may touch to what is declared, and every id to the catalogue. */
export function defineCheck<
  const Id extends string,
  N extends EvidenceKey,
  U extends EvidenceKey = never,
  const After extends string = never,
>(definition: Definition<Id, N, U, After>): Defined<Id, After> {
  return definition as unknown as Defined<Id, After>;
}
