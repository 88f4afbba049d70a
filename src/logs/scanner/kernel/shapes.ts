/** Which values of a row are read as what, by the set of its keys. */
import { ONE_FACTOR } from './alike';
import { ROW_SET, SHAPES_AT, SHAPES_HASHES } from './layout';
import { take } from './words';

const FIRSTS: usize = SHAPES_AT;

const SET: usize = 0;
const SHAPE: usize = 8;
/** Another one with the same hash, or 0. */
const NEXT: usize = 12;
const SIZE: usize = 16;

/** The one that was found last: rows of a log are mostly of one. */
let latest: usize = 0;

/** The shape of the row that was read last; 0: it is not known. */
export function shapeOfRow(): usize {
  const set = load<u64>(ROW_SET);
  if (latest !== 0 && load<u64>(latest, SET) === set) return load<u32>(latest, SHAPE);
  let known = <usize>load<u32>(firstOf(set));
  while (known !== 0 && load<u64>(known, SET) !== set) known = load<u32>(known, NEXT);
  if (known === 0) return 0;
  latest = known;
  return load<u32>(known, SHAPE);
}

/** Keeps the shape of the row that was read last. */
export function keepShape(shape: usize): void {
  const known = take(SIZE);
  if (known === 0) return;
  const first = firstOf(load<u64>(ROW_SET));
  store<u64>(known, load<u64>(ROW_SET), SET);
  store<u32>(known, <u32>shape, SHAPE);
  store<u32>(known, load<u32>(first), NEXT);
  store<u32>(first, <u32>known);
}

function firstOf(set: u64): usize {
  return FIRSTS + ((<usize>(((set * ONE_FACTOR) >> 40) & (SHAPES_HASHES - 1))) << 2);
}
