/** Ctrl-C at a prompt comes as a key press, not as a signal. */
export function isPromptLeft(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}
