/** What a report says, for somebody who has never heard of this tool: its commands and settings are left out. */
import type { Fix } from '../core/report.ts';

/** The ends of sentences; a sentence begins with a capital, or with a command. */
const BETWEEN_SENTENCES = /(?<=[.?!])\s+(?=[A-Z`])/;
const OF_THIS_TOOL = /opencx-hubspot|^This tool\b|(?:^|[\s`(])--[a-z]|\b(?:HUBSPOT|OPENCX)_[A-Z_]+/;

/** Without the sentences that speak of commands, flags or variables of this tool; '' where no other is left. */
export function plainWords(text: string): string {
  const sentences = text.split(BETWEEN_SENTENCES).filter((sentence) => !OF_THIS_TOOL.test(sentence));
  return sentences.join(' ').replaceAll(/\bthis tool\b/g, 'the diagnostic tool');
}

/** What is done on a screen; undefined where this tool alone is spoken of. */
export function plainFix({ verify, ...fix }: Fix): Fix | undefined {
  if (fix.where !== undefined && OF_THIS_TOOL.test(fix.where)) return undefined;
  const steps = fix.steps.filter((step) => verify === undefined || !step.includes(verify));
  const plain = steps.map(plainWords).filter((step) => step !== '');
  return plain.length === 0 ? undefined : { ...fix, steps: plain };
}
