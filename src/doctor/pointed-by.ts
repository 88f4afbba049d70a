/** Which thing a run is about is named by a flag: by the key of its question. */
export const POINTED_BY = [
  ['conversation.thread', ['--thread', 'ID']],
  ['conversation.session', ['--session', 'UUID']],
] as const;
