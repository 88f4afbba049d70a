/**
 * The part of the scanner that looks at every byte, compiled to WebAssembly, which compares sixteen of them at once. It is
 * written in AssemblyScript: TypeScript with whole numbers of a machine (`u8`, `usize`), and memory that is read and
 * written by its places (`load`, `store`). All that it knows stands in its memory (`layout.ts`); whatever it does not read
 * is left to a parser.
 */
export { cutRow } from './cells';
export { afterBlanks, afterValue } from './json-grammar';
export { hashOf } from './keys';
export { cutRows, readRows } from './many-rows';
export { foldPath } from './paths';
export { findRoute, keepRoute, kindOf } from './routes';
export { readRow } from './rows';
export { keepShape } from './shapes';
export { readValues } from './values';
export { keepFirstWord, keepWord, take } from './words';
