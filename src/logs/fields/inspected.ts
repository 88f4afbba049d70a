/** Objects as Node's console prints them (`util.inspect`): unquoted keys, single quotes, `[Object]` for what lies deeper. */

/** Keys of HubSpot's error document, written without quotes: texts without one are passed over. */
const MARK = /\b(?:correlationId|category|policyName): ['"`]/;
const MOST_BRACES = 40;

const QUOTED = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\`(?:[^\`\\]|\\.)*\``;
const WORD = String.raw`[^\s{}[\],:'"\`]+`;

const TOKEN = new RegExp(
  [
    // A long one is printed line by line, with a plus between.
    String.raw`(?<text>(?:${QUOTED})(?: \+\s+(?:${QUOTED}))*)`,
    String.raw`(?<key>[\w$]+)(?=\s*:)`,
    String.raw`(?<plain>(?:true|false|null|-?\d+(?:\.\d+)?)(?=\s*[,}\]]))`,
    String.raw`(?<open>\{|\[(?=\s*[[{'"\`]))`,
    String.raw`(?<close>[}\]])`,
    '(?<part>[,:])',
    // The class of the object that follows.
    String.raw`(?<name>${WORD}(?: \[[^\]]*\])?(?=\s*[{[]))`,
    // `[Object]`, `undefined`, `... 3 more items`
    String.raw`\[[^[\]{}'"\`]*\]|${WORD}(?: ${WORD})*`,
  ].join('|'),
  'gs',
);

/** Every such object in a text, the outer before the inner, as JSON. */
export function* inspectedIn(text: string): Generator<string> {
  if (!MARK.test(text)) return;
  let braces = 0;
  for (let at = text.indexOf('{'); at >= 0 && braces < MOST_BRACES; at = text.indexOf('{', at + 1)) {
    braces += 1;
    const json = objectAt(text, at);
    if (json !== undefined) yield json;
  }
}

/** The object whose brace stands at `at`; undefined where it does not end. */
function objectAt(text: string, at: number): string | undefined {
  let json = '';
  let depth = 0;
  for (const { groups = {} } of text.slice(at).matchAll(TOKEN)) {
    json += asJson(groups);
    if (groups['open'] !== undefined) depth += 1;
    if (groups['close'] !== undefined) depth -= 1;
    if (depth === 0) return json;
  }
  return undefined;
}

function asJson({ text, key, plain, open, close, part, name }: Record<string, string | undefined>): string {
  if (text !== undefined) return JSON.stringify(textOf(text));
  if (key !== undefined) return JSON.stringify(key);
  return name === undefined ? (plain ?? open ?? close ?? part ?? 'null') : '';
}

const EVERY_QUOTED = new RegExp(QUOTED, 'gs');
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function textOf(quoted: string): string {
  const pieces = quoted.match(EVERY_QUOTED) ?? [];
  return pieces
    .map((piece) => piece.slice(1, -1).replaceAll(/\\(.)/gs, (_, letter) => ESCAPES[letter] ?? letter))
    .join('');
}
