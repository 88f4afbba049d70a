/** What a form for somebody else can be written as, by the ending of its file. */
export const FORM_KINDS = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.md': 'markdown',
  '.html': 'html',
} as const;
export type FormKind = (typeof FORM_KINDS)[keyof typeof FORM_KINDS];

/** Undefined for a name with another ending. */
export function formKindOf(file: string): FormKind | undefined {
  const ending = Object.keys(FORM_KINDS).find((known) => file.toLowerCase().endsWith(known));
  return ending === undefined ? undefined : FORM_KINDS[ending as keyof typeof FORM_KINDS];
}
