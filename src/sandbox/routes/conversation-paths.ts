const ROOTS = ['/conversations/v3/conversations', '/conversations/conversations/2026-09'];

/** A conversations path under both of its prefixes: the classic one and the dated one. */
export const conversationPaths = (rest: string): string[] => ROOTS.map((root) => root + rest);
