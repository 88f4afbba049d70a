import type { ColumnMapping, Place } from '../fields/columns.ts';
import { ROLE_NAMES, ROLES, type Role } from '../fields/roles.ts';
import {
  BODY_BIT,
  CATEGORY_BIT,
  MESSAGE_BIT,
  SHAPE_AT,
  SHAPE_DURATION,
  SHAPE_FURTHER,
  SHAPE_MS_PER_UNIT,
  SHAPE_OTHERS,
  SHAPE_PATHS,
  SHAPE_SIZE,
  SHAPE_WORD,
} from './kernel/layout.ts';
import type { Kernel } from './kernel.ts';

/** What is read from bytes row by row, because it differs in each row. */
const READ_EACH: readonly Role[] = ['path', 'at', 'durationMs'];
/** What is read of few rows alone, since to all others it makes no difference: what a call was answered, and in which words. */
export type FurtherRole = 'category' | 'body' | 'message';
/** In the order in which they are read, each with the bit that stands for it. */
export const FURTHER_ROLES: readonly (readonly [role: FurtherRole, bit: number])[] = [
  ['category', CATEGORY_BIT],
  ['body', BODY_BIT],
  ['message', MESSAGE_BIT],
];

/** Which of a row's values are read as what, where its keys are one set. */
export interface RowShape {
  /** Where the kernel has it. */
  at: number;
  /** For each role the places to look at, surest first. */
  places: Readonly<Record<Role, readonly Place[]>>;
}

/** Tells the kernel. Undefined where there are too many shapes. */
export function shapeOf({ view, code }: Kernel, { places }: ColumnMapping): RowShape | undefined {
  const others = ROLE_NAMES.filter((role) => !ROLES[role].ofRefusal && !READ_EACH.includes(role));
  const lists = [
    [SHAPE_PATHS, indexesOf(places.path)],
    [SHAPE_OTHERS, [...new Set(others.flatMap((role) => indexesOf(places[role])))]],
    ...FURTHER_ROLES.map(([role], index) => [SHAPE_FURTHER + 4 * index, indexesOf(places[role])] as const),
  ] as const;
  const size = lists.reduce((sum, [, indexes]) => sum + 4 + 4 * indexes.length, SHAPE_SIZE);
  const [word, at] = [code.keepFirstWord(), code.take(size)];
  if (word === 0 || at === 0) return undefined;
  const put = (address: number, number: number) => view.setInt32(address, number, true);
  put(at + SHAPE_WORD, word);
  put(at + SHAPE_AT, places.at[0]?.index ?? -1);
  put(at + SHAPE_DURATION, places.durationMs[0]?.index ?? -1);
  view.setFloat64(at + SHAPE_MS_PER_UNIT, places.durationMs[0]?.msPerUnit ?? 1, true);
  let free = at + SHAPE_SIZE;
  for (const [list, indexes] of lists) {
    put(at + list, free);
    for (const number of [indexes.length, ...indexes]) {
      put(free, number);
      free += 4;
    }
  }
  return { at, places };
}

function indexesOf(places: readonly Place[]): number[] {
  return places.map(({ index }) => index);
}
