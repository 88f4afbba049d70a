/** What is compiled of `index.ts`, by `../assembly.js`. */
declare const code: Uint8Array<ArrayBuffer>;
export default code;
