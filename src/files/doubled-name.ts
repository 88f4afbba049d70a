const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Where an object of a JSON text holds a name for the second time; undefined where none does. JSON lets the last one count
 * without a word, YAML refuses both.
 *
 * @param text has to be valid JSON
 */
export function doubledName(text: string): number | undefined {
  const open: Set<string>[] = [];
  let last = { name: '', at: 0 };
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      if (names?.has(last.name)) return last.at;
      names?.add(last.name);
    } else last = { name: JSON.parse(token), at: index };
  }
  return undefined;
}
