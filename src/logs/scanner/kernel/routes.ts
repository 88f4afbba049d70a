/**
 * What is known of rows, by their words and by the path that was folded last: for the other side a number of its own, the
 * kind of the row. All of the path is compared, so two routes are never taken for one.
 */
import { areAlike, ONE_FACTOR } from './alike';
import { PATH_AT, PATH_HASH, PATH_LENGTH, ROUTES_AT, ROUTES_HASHES } from './layout';
import { take } from './words';

const WORD: usize = 0;
const HASH: usize = 4;
const LENGTH: usize = 8;
/** The kind; where roles are set, these have to be read first. */
const KIND: usize = 12;
const ROLES: usize = 16;
/** Another one with the same place, or 0. */
const NEXT: usize = 20;
const PATH: usize = 32;

/** A log of ever new paths is not to fill the memory. */
const MOST_ROUTES: i32 = 4_096;

const FIRSTS: usize = ROUTES_AT;

let count: i32 = 0;

/** What is known of the path that was folded last, behind a row's last word; 0: nothing yet. */
export function findRoute(word: usize): usize {
  const hash = load<u32>(PATH_HASH);
  let route = <usize>load<u32>(firstOf(word, hash));
  while (route !== 0 && !isOf(route, word, hash)) route = load<u32>(route, NEXT);
  return route;
}

/** Roles that are to be read before the kind is known, the sum of their bits; 0: it is known. */
export function rolesOf(route: usize): i32 {
  return load<i32>(route, ROLES);
}

export function kindOf(route: usize): i32 {
  return load<i32>(route, KIND);
}

/** Keeps what is known of the path that was folded last. False: there are too many. */
export function keepRoute(word: usize, kind: i32, roles: i32): bool {
  if (count === MOST_ROUTES) return false;
  const length = load<i32>(PATH_LENGTH);
  const route = take(PATH + <usize>length + 16);
  if (route === 0) return false;
  count += 1;
  const hash = load<u32>(PATH_HASH);
  store<u32>(route, <u32>word, WORD);
  store<u32>(route, hash, HASH);
  store<i32>(route, length, LENGTH);
  store<i32>(route, kind, KIND);
  store<i32>(route, roles, ROLES);
  memory.copy(route + PATH, PATH_AT, length);
  const first = firstOf(word, hash);
  store<u32>(route, load<u32>(first), NEXT);
  store<u32>(first, <u32>route);
  return true;
}

function isOf(route: usize, word: usize, hash: u32): bool {
  const length = load<i32>(PATH_LENGTH);
  return (
    load<u32>(route, HASH) === hash &&
    <usize>load<u32>(route, WORD) === word &&
    load<i32>(route, LENGTH) === length &&
    areAlike(route + PATH, PATH_AT, length)
  );
}

function firstOf(word: usize, hash: u32): usize {
  const mixed = (<u64>hash ^ ((<u64>word) << 20)) * ONE_FACTOR;
  return FIRSTS + ((<usize>((mixed >> 40) & (ROUTES_HASHES - 1))) << 2);
}
