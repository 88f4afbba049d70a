/**
 * What is said of every emulated portal, to the letter: by somebody who knows all answers, by somebody who knows none, and
 * beside the portal before it. After a change that is meant, `npm run golden` renews them; read the difference.
 */
import { expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { compareReports } from '../../../src/doctor/compare.ts';
import { listPortals } from '../../../src/sandbox/portal/portals.ts';
import { PortalLooks } from '../portal-looks.ts';
import { printedEvidence, printedReport, printedVerdicts } from './printed.ts';

const USUAL = 'healthy-email';

const portals = await listPortals();
const looks = new PortalLooks();

/** What is said of a portal where nothing is wrong, and need not be repeated for each of the others. */
const usual = new Set(detailsOf((await looks.at(USUAL)).report));

test.each(portals)('$name', async ({ name, symptom }) => {
  const { report } = await looks.at(name);
  const unanswered = await looks.withoutAnswers(name, symptom);
  const details = detailsOf(report).filter((line) => name === USUAL || !usual.has(line));
  const lines = [
    ...printedReport(report),
    ...details,
    '',
    'With no answer of anybody:',
    ...printedReport(unanswered),
    ...printedVerdicts(unanswered).filter((line) => !details.includes(line) && !usual.has(line)),
  ];
  await expect(lasting(lines)).toMatchFileSnapshot(`golden/${name}.txt`);
});

test('one after the other', async () => {
  const lines: string[] = [];
  for (const [index, { name }] of portals.entries()) {
    const before = portals[index - 1];
    if (!before) continue;
    lines.push('', `${before.name} -> ${name}`);
    lines.push(...compared((await looks.at(before.name)).report, (await looks.at(name)).report));
  }
  await expect(lasting(lines)).toMatchFileSnapshot('golden/compared.txt');
});

function detailsOf(report: Report): string[] {
  return [...printedVerdicts(report), ...printedEvidence(report)];
}

function compared(before: Report, after: Report): string[] {
  const { worse, cautions, causes, checks } = compareReports(before, after);
  return [
    worse ? 'worse' : 'not worse',
    ...cautions.map(({ kind, text }) => `caution, ${kind}: ${text}`),
    ...Object.entries(causes).flatMap(([word, each]) => each.map(({ id }) => `${word}: ${id}`)),
    ...checks.map(({ id, change, before: was, after: is }) => `${change}: ${id}, ${was} -> ${is}`),
  ];
}

/** Without the moment at which it was looked at, and without the stand-ins for people, which are drawn anew each time. */
function lasting(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
    .replaceAll(/20\d\d-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/@\w+\.redacted\.test/g, '@redacted.test')
    .replaceAll(/\b\d{12}\b/g, 'CONTACT');
}
