/**
 * Every portal whose cause somebody has to tell, looked at by somebody who cannot open its screens: the questions go out as
 * a form, are filled in from what the screens show, come back, and lead to what an answers file leads to. One in ten of the
 * portals with one kind of form, and in the proof all of them with each.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { listPortals, loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { followed, serve } from '../../cli/served.ts';
import { filledMarkdown, filledYaml, fillPage, type Screens } from '../../reporters/form/filled.ts';
import { findChromium, openBrowser } from '../../support/browser.ts';
import { runHere } from '../../support/cli.ts';
import { inTurn, some } from '../../support/proof.ts';
import { symptomNeeded } from '../portal-looks.ts';

const portals = await Promise.all(
  (await listPortals()).map(async (summary) => ({ ...summary, portal: await loadPortal(summary.name) })),
);
const asked = portals.filter(
  ({ portal: { given }, causes }) => causes.length > 0 && Object.keys(given.answers).length > 0,
);

const chromium = findChromium(process.env);
const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
let browser: Browser | undefined;
beforeAll(async () => {
  if (chromium !== undefined) browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** Kinds of forms, with who fills one in; gives the file that comes back. */
const KINDS: readonly [ending: string, fill: (file: string, screens: Screens) => Promise<string>][] = [
  ['yaml', rewritten(filledYaml)],
  ['md', rewritten(filledMarkdown)],
  ...(chromium === undefined ? [] : [['html', onPage] satisfies [string, typeof onPage]]),
];

function rewritten(fill: (form: string, screens: Screens) => string) {
  return async (file: string, screens: Screens) => {
    await writeFile(file, fill(await readFile(file, 'utf8'), screens));
    return file;
  };
}

async function onPage(file: string, screens: Screens): Promise<string> {
  const page = await browser?.newPage();
  if (!page) throw new Error('There is no browser.');
  await page.goto(pathToFileURL(file).href);
  await fillPage(page, screens);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('button[type=submit]').click(),
  ]);
  const saved = `${file}.yaml`;
  await download.saveAs(saved);
  await page.close();
  return saved;
}

describe.each(some(asked).map((one, index) => ({ ...one, index })))(
  'the portal $name',
  ({ name, causes, symptom, index }) => {
    test.each(inTurn(KINDS, index))('gives the same by a form that ends in .%s', async (ending, fill) => {
      const { args, around } = followed((await serve(name)).printed);
      const [command = '', ...flags] = args;
      const at = flags.indexOf('--answers');
      const file = flags[at + 1] ?? '';
      const { answers: screens } = JSON.parse(await readFile(file, 'utf8')) as { answers: Screens };
      const bare = [
        command,
        ...symptomNeeded({ causes, symptom }),
        ...flags.toSpliced(at, 2),
        '--no-input',
        '--format',
        'json',
      ];
      const run = async (...words: string[]) => {
        const { out, err } = await runHere([...bare, ...words], { ...around, cwd: folder });
        return { report: JSON.parse(out) as Report, err };
      };
      const { report: told } = await run('--answers', file);
      const back: string[] = [];
      let report: Report | undefined;
      // An answer can open the way to further questions, so that several forms may be needed.
      for (let round = 1; round <= 5; round += 1) {
        const form = join(folder, `${name}-${round}.${ending}`);
        const given = back.length === 0 ? [] : ['--answers', ...back];
        const looked = await run(...given, '--questions', form);
        report = looked.report;
        expect(looked.err).not.toMatch(/stays open|differently/);
        const open = report.questions.filter(({ key }) => screens[key] !== undefined);
        if (open.length === 0) break;
        back.push(await fill(form, screens));
      }
      expect(report?.causes.map(({ id, confidence }) => [id, confidence])).toEqual(
        told.causes.map(({ id, confidence }) => [id, confidence]),
      );
      expect(report?.causes[0]?.id).toBe(causes[0]);
      expect(verdictsOf(report, told)).toEqual(verdictsOf(told, report));
    });
  },
);

/** Of the checks that rest on nothing but what both know: what could decide nothing is not asked. */
function verdictsOf(report: Report | undefined, other: Report | undefined): Record<string, string> {
  const isKnownToBoth = (key: string) => report?.evidence[key]?.outcome === other?.evidence[key]?.outcome;
  const compared = Object.entries(report?.checks ?? {}).filter(([id, { evidence }]) =>
    [...evidence, ...(other?.checks[id]?.evidence ?? [])].every(isKnownToBoth),
  );
  return Object.fromEntries(compared.map(([id, { status }]) => [id, status]));
}
