import { expect, it } from 'vitest';
import type { ReportQuestion } from '../../../src/core/report.ts';
import { openSheet } from '../../../src/reporters/layout.ts';
import { nextSection } from '../../../src/reporters/text/questions.ts';
import { report } from '../build.ts';

const HANDED_ON = 'or by somebody else: --questions FILE.html';

it.each<[ReportQuestion['key'], ReportQuestion['kind'], string]>([
  [
    'webhooks.throttle',
    'number',
    `at the prompts of a terminal, by --answer webhooks.throttle=VALUE, ${HANDED_ON}`,
  ],
  [
    'webhooks.committed',
    'yes-no',
    `at the prompts of a terminal, by --answer webhooks.committed=yes (or no), ${HANDED_ON}`,
  ],
  [
    'webhooks.targetUrl',
    'secret-url',
    `at the prompts of a terminal, by --answers FILE, under webhooks.targetUrl, ${HANDED_ON}`,
  ],
  ['conversation.thread', 'text', 'by --thread ID'],
])('%s is asked with what answers it', (key, kind, how) => {
  const question = { key, kind, text: 'Which?', where: 'HubSpot: there', settles: ['webhooks/throttle'] };
  const open = report({ status: 'open', checks: [], questions: [question] });
  const lines = nextSection(openSheet({ width: 120, color: false }), open);
  const answer = lines.slice(lines.findIndex((line) => line.includes('Answer:')));
  expect(answer.map((line) => line.trim()).join(' ')).toBe(`Answer:   ${how}`);
});
