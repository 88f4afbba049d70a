/**
 * What whoever runs the doctor has before them when it is done: for each symptom one broken portal, on a terminal of 80
 * columns and on one of 60, both of 24 lines. The cause, who can mend it and how stand on that last screen. The screens
 * are kept under golden/screens, to be looked at; `npx vitest run test/reporters -u` renews them.
 */
import { expect, test } from 'vitest';
import { SYMPTOM_IDS, type SymptomId } from '../../checks/symptoms.ts';
import type { Report } from '../../src/core/report.ts';
import { PARTY_ACTS, PARTY_NAMES } from '../../src/reporters/words.ts';
import { runHere } from '../support/cli.ts';
import { lastScreen } from '../support/screen.ts';

const SHOWN_BY: Readonly<Record<SymptomId, string>> = {
  'oauth-connect-fails': 'oauth-install-revoked',
  'connection-test-fails': 'token-rejected',
  'handoff-without-ticket': 'ticket-creation-disabled',
  'replies-not-delivered': 'subscription-missing',
  'ai-stopped-replying': 'owner-not-ai-user',
  'delivered-but-ignored': 'webhook-url-stale',
  'email-without-session': 'owners-scope-missing',
  'crm-panel-empty': 'contact-ambiguous',
  'replies-not-syncing': 'throttle-too-low',
};

const LINES = 24;
/** Of one family of causes at 80 columns; these portals have no other. */
const ANSWER_LINES = 12;

const CASES = SYMPTOM_IDS.flatMap((symptom) => [80, 60].map((columns) => [symptom, columns] as const));

test.each(CASES)('%s, on %i columns', async (symptom, columns) => {
  const args = ['doctor', symptom, '--sandbox', SHOWN_BY[symptom], '--no-input'];
  const { out } = await runHere(args, { width: columns });
  const report: Report = JSON.parse((await runHere([...args, '--format', 'json'])).out);
  const [cause] = report.causes;
  const screen = lastScreen(`$ opencx-hubspot ${args.join(' ')}\n${steady(out)}`, { columns, lines: LINES });

  const [, answer = ''] = out.split('\n\n');
  if (columns === 80) expect(answer.split('\n').length).toBeLessThanOrEqual(ANSWER_LINES);
  const told = screen.replaceAll(/\s+/g, ' ');
  const { id = '', title = '', owner = 'you', fixes: [fix] = [] } = cause ?? {};
  for (const words of [id, title, PARTY_ACTS[owner]]) expect(told).toContain(words);
  const ways = [fix?.brief, fix?.steps[0]].filter((way) => way !== undefined);
  expect(ways.some((way) => told.includes(way))).toBe(true);
  expect(screen.split('\n').at(-3)).toContain(`${id} (${PARTY_NAMES[owner]})`);
  await expect(screen).toMatchFileSnapshot(`golden/screens/${symptom}-${columns}x${LINES}.txt`);
});

/** How long it took differs from run to run, and whether there is room to say so. */
function steady(text: string): string {
  return text.replace(/ · \d+ calls, \d+ ms$/m, '').replaceAll(/\b\d+ ms\b/g, '* ms');
}
