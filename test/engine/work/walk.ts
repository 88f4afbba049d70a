import {
  type Effect,
  EffectFailed,
  type EffectResults,
  type EventOutcome,
  type Work,
} from '../../../src/engine/effects.ts';

type Answer<K extends Effect['kind']> =
  | EffectResults[K]
  | EffectFailed
  | ((effect: Extract<Effect, { kind: K }>) => EffectResults[K]);
export type Answers = { [K in Effect['kind']]?: Answer<K> };

export interface Walked {
  effects: Effect[];
  kinds: Effect['kind'][];
  outcome: EventOutcome;
  /** The one effect of this kind; fails where there is none, or more than one. */
  only<K extends Effect['kind']>(kind: K): Extract<Effect, { kind: K }>;
  notes: string[];
}

/** Runs work on prepared answers. What fails and is not caught is the outcome, as in the engine. */
export function walk(work: Work, answers: Answers): Walked {
  const effects: Effect[] = [];
  const outcome = toTheEnd(work, answers, effects);
  return {
    effects,
    kinds: effects.map(({ kind }) => kind),
    outcome,
    only(kind) {
      const found = effects.filter((effect) => effect.kind === kind);
      if (found.length !== 1) throw new Error(`${found.length} effects of kind ${kind}`);
      return found[0] as never;
    },
    notes: effects.flatMap((effect) => (effect.kind === 'note' ? [effect.note] : [])),
  };
}

function toTheEnd(work: Work, answers: Answers, effects: Effect[]): EventOutcome {
  try {
    let step = work.next();
    while (!step.done) {
      effects.push(step.value);
      const answer = answers[step.value.kind] as unknown;
      if (answer instanceof EffectFailed) step = work.throw(answer);
      else step = work.next(typeof answer === 'function' ? answer(step.value) : answer);
    }
    return step.value;
  } catch (error) {
    if (error instanceof EffectFailed)
      return { status: 'failed', reason: error.reason, summary: error.message };
    throw error;
  }
}

export const failing = (kind: Effect['kind'], reason: string) =>
  new EffectFailed(kind, reason, `It failed (${reason}).`);
