/** A question that is whole before its colon, with the answers to choose from behind it. */
const ASKS_WHICH = /^(?:Look once more: )?(?:What|Which|How|Who|Where)\b/;

/** The question itself, without what is said about it and the answers to choose from. */
export function firstSentence(text: string): string {
  const [sentence = text] = /^.*?[?.](?=\s|$)/s.exec(text) ?? [];
  return ASKS_WHICH.test(sentence) ? sentence.replace(/: [a-z].*\?$/s, '?') : sentence;
}
