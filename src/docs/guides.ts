/** The pages that people wrote: how things are done, where the tables only say what there is. */
import { readFileSync } from 'node:fs';

/** By the name of its file, in the order of the index. */
const GUIDES = {
  'asking.md': 'Questions and answers: what no API tells, and how somebody else is asked',
  'support-desk.md': 'For the support desk: saved runs, counting, logs',
  'ci.md': 'In CI and in scripts: GitLab, cron, many portals, accepted failures',
  'engine.md': 'The sync engine on a portal of your own',
  'sandbox.md': 'The sandbox',
} as const;

type Guide = keyof typeof GUIDES;

function addressOf(name: string): string {
  return `guides/${name}`;
}

export const GUIDE_PAGES: readonly { address: string; title: string }[] = Object.entries(GUIDES).map(
  ([name, title]) => ({ address: addressOf(name), title }),
);

/** Their texts by where they stand. */
export function guidePages(): [address: string, text: string][] {
  return (Object.keys(GUIDES) as Guide[]).map((name) => [
    addressOf(name),
    readFileSync(new URL(`guides/${name}`, import.meta.url), 'utf8'),
  ]);
}
