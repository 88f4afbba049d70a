/** The Default User ID as OpenCX shows it; '' where it is said that its field is empty. */
export function shownUserId(text: string): string {
  const id = text.trim();
  return id.toLowerCase() === 'none' ? '' : id;
}

/** The number of a user, from either form in which OpenCX shows one: `A-7001` or `7001`. Undefined for what is no user id. */
export function userNumber(id: string): string | undefined {
  return /^\s*(?:A-)?(\d+)\s*$/i.exec(id)?.[1];
}
