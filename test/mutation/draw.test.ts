import { describe, expect, it } from 'vitest';
import { draw, type Mutant } from './draw.ts';

/** A mutant of one line, or of several. */
function mutant(fileName: string, line: number, to = line, replacement = 'true'): Mutant {
  const location = { start: { line, column: 2 }, end: { line: to, column: 30 } };
  return { fileName, location, mutatorName: 'ConditionalExpression', replacement };
}

const MANY = ['checks/a.ts', 'checks/b.ts'].flatMap((file) =>
  Array.from({ length: 50 }, (_, line) => mutant(file, line)),
);

describe('what is drawn', () => {
  it('is so many, no place twice, and the same for the same seed', () => {
    const drawn = draw(MANY, 20, 'one');
    expect(drawn).toHaveLength(20);
    const places = drawn.map(({ fileName, location }) => `${fileName}:${location.start.line}`);
    expect(new Set(places).size).toBe(20);
    expect(draw(MANY.toReversed(), 20, 'one')).toEqual(drawn);
    expect(draw(MANY, 20, 'other')).not.toEqual(drawn);
  });

  it('comes from all over the files', () => {
    expect(new Set(draw(MANY, 20, 'one').map(({ fileName }) => fileName))).toHaveLength(2);
  });

  it('counts each mutant of a place, since all of them are broken', () => {
    const inOnePlace = ['true', 'false', '!a'].map((replacement) => mutant('checks/a.ts', 1, 1, replacement));
    expect(draw(inOnePlace, 3, 'one')).toHaveLength(1);
  });

  it('is no function with everything in it', () => {
    const body = mutant('checks/a.ts', 0, 60, '{}');
    const drawn = draw([body, ...MANY], MANY.length + 1, 'one');
    expect(drawn.some(({ location }) => location.end.line === 60)).toBe(false);
    expect(drawn).toHaveLength(MANY.length);
  });

  it('is everything where no more is there', () => {
    expect(draw(MANY, 1_000, 'one')).toHaveLength(MANY.length);
  });
});
