/** How an answer is given. */
export const QUESTION_KINDS = [
  'yes-no',
  'number',
  'text',
  'words',
  'choice',
  'several',
  'secret-url',
] as const;
