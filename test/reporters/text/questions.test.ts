import { expect, it } from 'vitest';
import type { ReportQuestion } from '../../../src/core/report.ts';
import { openSheet } from '../../../src/reporters/layout.ts';
import { nextSection } from '../../../src/reporters/text/questions.ts';
import { report } from '../build.ts';

it.each<[ReportQuestion['key'], ReportQuestion['kind'], string]>([
  ['webhooks.throttle', 'number', 'at the prompts of a terminal, or by --answer webhooks.throttle=VALUE'],
  [
    'webhooks.committed',
    'yes-no',
    'at the prompts of a terminal, or by --answer webhooks.committed=yes (or no)',
  ],
  [
    'webhooks.targetUrl',
    'secret-url',
    'at the prompts of a terminal, or by --answers FILE, under webhooks.targetUrl',
  ],
  ['conversation.thread', 'text', 'by --thread ID'],
])('%s is asked with what answers it', (key, kind, how) => {
  const question = { key, kind, text: 'Which?', where: 'HubSpot: there', settles: ['webhooks/throttle'] };
  const open = report({ status: 'open', checks: [], questions: [question] });
  const lines = nextSection(openSheet({ width: 120, color: false }), open);
  expect(lines.find((line) => line.includes('Answer:'))?.trim()).toBe(`Answer:   ${how}`);
});
