/** What stands where a value should: the same words and marks, whether they come as a flag, a variable, an answer or in a file. */

/** A name, in whose place a shell or a template was to put the value: `$NAME`, `${NAME}`, `%NAME%`, `{{ name }}`. */
const VARIABLE =
  /^(?:\$(?:env:)?\w+|\$\{[^{}]*\}|\$?\{\{[^{}]*\}\}|\$\([^()]*\)|%\w+%|process\.env\.\w+|os\.environ.*|<%.*%>)$/;

const UNKNOWING =
  /^(?:[?\-.…]+|n\/?a|idk|tbd|dunno|unknown|unsure|skip|no (?:idea|clue)|(?:i am |i'm )?not sure|(?:i )?(?:do not|don't|dont|cannot|can't|can not) (?:know|tell|say|see))[.!?]*$/i;

/** As examples have it, and what programs write for nothing. */
const PLACEHOLDER =
  /^(?:A-)?(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|[x#*_…]+|\.{3}|(?:(?:the|my|your|some|hubspot|default|ai|agent|portal|owner|actor)[-_ ]?)*(?:user[-_ ]?)?(?:id|number|name)(?:[-_ ]here)?|placeholder|example|change[-_]?me|todo|null|nil|undefined|nan)?$/i;

/** As screens, logs and this tool's own reports show what they do not show in whole. */
export const HIDDEN = /[*•●∙·⋅⚫◦＊]{3,}|\.{3}|…|\[(?:secret|hidden|masked|redacted)\]/iu;

/** Whether the text is no value but the name of one. */
export function isVariable(text: string): boolean {
  return VARIABLE.test(text);
}

/** Whether a part of the value is left out. */
export function hidesAPart(text: string): boolean {
  return HIDDEN.test(text);
}

/**
 * Why a text that is there is no word of what a screen shows, as it follows "holds ..., which": undefined for one that
 * may be.
 */
export function whyNoWord(text: string): string | undefined {
  const word = text.trim().replaceAll('\u2019', "'");
  if (word === '') return undefined;
  if (UNKNOWING.test(word)) return 'says that it is not known';
  if (isVariable(word)) return 'is the name of a variable and not its value';
  return undefined;
}

/** As `whyNoWord`, for what should be an id. */
export function whyNoId(text: string): string | undefined {
  return (
    whyNoWord(text) ?? (text.trim() !== '' && PLACEHOLDER.test(text.trim()) ? 'is a placeholder' : undefined)
  );
}
