import stringWidth from 'fast-string-width';
import { expect, it } from 'vitest';
import { type PageSection, readPage } from '../../src/doctor/page.ts';
import { renderCoverage, renderCoverageJson } from '../../src/reporters/coverage.ts';

const COVERAGE = await readPage();

const SECTIONS: readonly PageSection[] = [
  {
    anchor: 'limits-timing',
    title: 'Limits and timing',
    holds: { fact: 2, note: 2 },
    steps: [
      {
        place: 'fact 1',
        says: 'A ticket is closed about 15 seconds later.',
        checks: ['handoff/ticket-close'],
      },
      { place: 'fact 2', says: 'Events of email wait a moment.', cannot: 'Nothing shows it.' },
      { place: 'note 1', says: 'The CRM is connected.', questions: ['opencx.crmConnected'] },
      {
        place: 'note 2',
        says: 'Calls are tried again.',
        checks: ['logs/rate-limits'],
        cannot: 'Tries cannot be counted.',
      },
    ],
    further: ['account/usage'],
  },
];

it('says of each statement what stands for it, and counts them', () => {
  expect(renderCoverage(SECTIONS, { width: 80, color: false })).toBe(
    [
      'Limits and timing',
      'https://docs.open.cx/integrations/hubspot/troubleshooting#limits-timing',
      '  fact 1  A ticket is closed about 15 seconds later.',
      '          Checks:  handoff/ticket-close',
      '  fact 2  Events of email wait a moment.',
      '          Cannot be checked:  Nothing shows it.',
      '  note 1  The CRM is connected.',
      '          Asked:  opencx.crmConnected',
      '  note 2  Calls are tried again.',
      '          Checks:             logs/rate-limits',
      '          Cannot be checked:  Tries cannot be counted.',
      '  Further checks:  account/usage',
      '',
      '4 statements: 1 checked, 1 only asked, 1 in part, 1 cannot be checked.',
      '',
    ].join('\n'),
  );
});

it.each([40, 71, 72, 80, 120, 200])('keeps the whole page within %i columns, URLs excepted', (width) => {
  const lines = renderCoverage(COVERAGE, { width, color: false }).split('\n');
  expect(lines.filter((line) => stringWidth(line) > width && !line.includes('https://'))).toEqual([]);
  expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
});

it('draws with ASCII alone where that is wanted', () => {
  expect(renderCoverage(COVERAGE, { width: 80, color: false, ascii: true })).toMatch(/^[\n -~]*$/);
});

it('holds the same as JSON', () => {
  const text = renderCoverageJson(SECTIONS);
  expect(text).toMatch(/[^\n]\n$/);
  expect(JSON.parse(text)).toEqual({
    schemaVersion: 1,
    page: 'https://docs.open.cx/integrations/hubspot/troubleshooting',
    summary: { statements: 4, checked: 1, asked: 1, inPart: 1, cannot: 1 },
    sections: [
      {
        title: 'Limits and timing',
        docs: 'https://docs.open.cx/integrations/hubspot/troubleshooting#limits-timing',
        symptom: null,
        steps: [
          expect.objectContaining({
            place: 'fact 1',
            checks: ['handoff/ticket-close'],
            questions: [],
            cannot: null,
          }),
          expect.objectContaining({ place: 'fact 2', checks: [], cannot: 'Nothing shows it.' }),
          expect.objectContaining({ place: 'note 1', questions: ['opencx.crmConnected'] }),
          expect.objectContaining({ place: 'note 2', cannot: 'Tries cannot be counted.' }),
        ],
        further: ['account/usage'],
      },
    ],
  });
});
