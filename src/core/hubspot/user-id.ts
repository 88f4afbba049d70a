/** The Default User ID as OpenCX shows it; '' where it is said that its field is empty. */
export function shownUserId(text: string): string {
  const id = text.trim();
  return id.toLowerCase() === 'none' ? '' : id;
}

/** The number of a user, from either form in which OpenCX shows one: `A-7001` or `7001`. Undefined for what is no user id. */
export function userNumber(id: string): string | undefined {
  return /^\s*(?:A-)?(\d+)\s*$/i.exec(id)?.[1];
}

/** What a user id looks like, as it follows "does not have". */
export const USER_ID_FORM = 'the form of a user id, which is a number, with or without A- before it';

/** The user id that was probably meant by a number with a word for a user before it: `A-7001` for `user 7001`. */
export function userIdMeant(word: string): string | undefined {
  const number = /^(?:a|agent|user|(?:user[\s_-]?)?id)[\s:#._-]*(\d+)$/i.exec(word.trim())?.[1];
  return number && `A-${number}`;
}
