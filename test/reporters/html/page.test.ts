import { createHash } from 'node:crypto';
import { unescape as unescapeMarkup } from 'html-escaper';
import { describe, expect, it } from 'vitest';
import { OWNERS } from '../../../src/core/parties.ts';
import { type Fix, type Report, RUN_STATUSES } from '../../../src/core/report.ts';
import { STATUSES } from '../../../src/core/verdict.ts';
import { renderHtml } from '../../../src/reporters/html/page.ts';
import { STYLES } from '../../../src/reporters/html/styles.ts';
import { concerns, renderOwnerPart } from '../../../src/reporters/owner-part.ts';
import { check, live, passed, report } from '../build.ts';
import {
  accepted,
  blockedByToken,
  healthy,
  noToken,
  offline,
  oneCause,
  openQuestions,
  pair,
  SAMPLES,
  wholeRun,
} from '../samples.ts';
import { elementsNamed, elementsOf, textOf } from './parse-page.ts';

const words = (sample: Report) => textOf(renderHtml(sample));
const places = (text: string, parts: readonly string[]) => parts.map((part) => text.indexOf(part));

const problems = (one: ReturnType<typeof check>) => report({ status: 'problems', checks: [one] });
const warned = report({
  status: 'warnings',
  checks: [passed('token/format'), check('webhooks/throttle', 'warn', 'It is 50.')],
});
const NOTHING = report({ status: 'incomplete', checks: [check('crm/connection', 'na', 'Not named.')] });

describe('the parts of others', () => {
  it('are what --for prints, for each who can act or tell something', () => {
    const page = renderHtml(wholeRun);
    const owners = OWNERS.filter((owner) => concerns(wholeRun, owner));
    expect(owners.length).toBeGreaterThan(1);
    const parts = owners.map((owner) =>
      renderOwnerPart(wholeRun, owner, { width: 76, color: false, ascii: true }).trimEnd(),
    );
    const shown = [...page.matchAll(/<pre>(For [^<]*)<\/pre>/g)].map(([, text = '']) => unescapeMarkup(text));
    expect(shown).toEqual(parts);
    expect(shown.join()).not.toMatch(/opencx-hubspot|--\w/);
  });

  it('are none where nobody has anything to do', () => {
    expect(renderHtml(healthy)).not.toContain('For somebody else');
  });
});

describe('a report as a page', () => {
  it('says the verdict, the portal, the symptom, the time and the version first', () => {
    const text = words(oneCause);
    const order = places(text, [
      'The app may not read owners',
      '7700001 (eu1)',
      'email reaches HubSpot and a thread appears, but no OpenCX session',
      '22 November 2026, 02:10:03 UTC',
      'opencx-hubspot 0.1.0',
      'The way of a message',
    ]);
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((left, right) => left - right));
  });

  it('blames the outage, not a setting', () => {
    expect(words(offline)).not.toContain('can fix it');
  });

  it.each<[string, Report, string]>([
    ['one cause', oneCause, 'This cause is confirmed; a HubSpot admin can fix it.'],
    [
      'more causes',
      pair,
      'This cause is confirmed; a HubSpot admin can fix it. 1 more cause below, less likely.',
    ],
    ['no cause that fits', problems(check('token/portal', 'fail', 'Odd.')), 'no documented cause fits'],
    [
      'an outage',
      offline,
      '5 of 7 checks could not be told The main reason: HubSpot did not answer in time.',
    ],
    ['nothing that was judged', NOTHING, 'No check could be judged'],
    [
      'questions',
      openQuestions,
      'Nothing that was measured is wrong, and questions are open 3 checks need a person to answer, and can still find a cause.',
    ],
    ['a warning', warned, 'Something is wrong, and no documented cause fits'],
    [
      'what is in the way',
      noToken,
      'No HubSpot token was given to this tool HUBSPOT_ACCESS_TOKEN is not set',
    ],
    ['nothing wrong', healthy, 'Every claim that was checked holds'],
  ])('says in a sentence what was found: %s', (_what, sample, said) => {
    expect(words(sample)).toContain(said);
  });
});

describe('causes on the page', () => {
  it('come most likely first, with their consequences beneath', () => {
    const cards = elementsNamed(renderHtml(pair), 'article');
    expect(cards).toHaveLength(2);
    expect(words(pair)).toContain('Causes, most likely first 1 ');
    expect(words(oneCause)).toContain('The cause, and what to do 1 ');
    expect(textOf(cards[0])).toContain('What follows from it: 1');
    expect(textOf(cards[0])).toContain('The thread has no OpenCX session session-missing');
    expect(textOf(cards[1])).toContain('Subscription changes are not committed');
  });

  it('number the steps of every fix and lead to its screen', () => {
    const [card] = elementsNamed(renderHtml(oneCause), 'article');
    const steps = elementsNamed(elementsNamed(card, 'ol')[0], 'li');
    expect(steps.map(textOf)).toEqual(oneCause.causes[0]?.fixes[0]?.steps);
    const links = elementsNamed(card, 'a').map(({ attributes }) => attributes['href']);
    expect(links).toContain('https://app-eu1.hubspot.com/legacy-apps/7700001/88/scopes');
  });

  it('show a command as code', () => {
    const page = renderHtml(withFix({ kind: 'command', steps: ['Run `opencx-hubspot retest` again.'] }));
    expect(page).toContain('Run <code>opencx-hubspot retest</code> again.');
  });

  it('can be copied as plain text, with every step', () => {
    const [text] = elementsNamed(renderHtml(oneCause), 'pre');
    expect(textOf(text)).toContain('2. Tick crm.objects.owners.read and commit the change.');
    expect(textOf(text)).toContain('https://app-eu1.hubspot.com/legacy-apps/7700001/88/scopes');
  });

  it.each([
    'javascript:alert(1)',
    'http://hubspot.example.test/',
    'data:text/html,x',
    'https://app.hubspot.com@evil.example.test/',
    'no address',
  ])('do not lead to %s', (url) => {
    const [card] = elementsNamed(renderHtml(withFix({ kind: 'manual', steps: ['Look.'], url })), 'article');
    const links = elementsNamed(card, 'a').map(({ attributes }) => attributes['href']);
    expect(links.filter((to) => !to?.startsWith('#'))).toEqual([]);
    expect(textOf(card)).toContain(`Where: ${url}`);
  });

  it.each(['http://127.0.0.1:8080/x', 'http://localhost:1/x', 'http://[::1]/x'])('may lead to %s', (url) => {
    const links = elementsNamed(renderHtml(withFix({ kind: 'manual', steps: ['Look.'], url })), 'a');
    expect(links.map(({ attributes }) => attributes['href'])).toContain(url);
  });
});

describe('checks and evidence on the page', () => {
  it('has each check once, opening to its claim', () => {
    for (const sample of Object.values(SAMPLES)) {
      const ids = elementsOf(renderHtml(sample)).map(({ attributes }) => attributes['id']);
      const expected = Object.keys(sample.checks).map((id) => `check-${id.replace('/', '-')}`);
      expect(ids.filter((id) => id?.startsWith('check-')).sort()).toEqual(expected.sort());
    }
  });

  it('folds what one check blocks', () => {
    expect(words(blockedByToken)).toContain('4 blocked by token/accepted');
  });

  it('folds the passes of an area in a whole run only', () => {
    expect(words(wholeRun)).toContain('pass format, accepted, portal');
    expect(words(healthy)).not.toContain('format, accepted');
  });

  it('asks each question once, with the checks that it settles', () => {
    const text = words(openQuestions);
    expect(text).toContain(
      'Which events is the app subscribed to on its Webhooks tab? Look at: HubSpot: your app → Webhooks. Settles webhooks/subscriptions.',
    );
  });

  it('tells where evidence comes from and why it is missing', () => {
    const table = words(oneCause);
    expect(table).toContain('given (environment)');
    expect(table).toContain(
      'failed: HubSpot refused the call. http, 403, MISSING_SCOPES, GET /crm/v3/owners/{id}',
    );
    expect(table).toContain('not given: An OpenCX API key.');
    expect(words(pair)).toContain('stated (ana@example.test), over 7 days old');
  });

  it('shows an accepted failure as such', () => {
    expect(words(accepted)).toContain('Accepted until 2026-12-31: a pilot with two reps');
    expect(words(accepted)).toContain('Webhook: failure accepted (1 of 2 checks)');
    expect(words(accepted)).toContain('token/accepted: the suppression expired after 2026-11-01');
  });

  it('shows of a log what was read and every refused call, and no way of a message', () => {
    const text = words(withLog(23));
    expect(text).toContain('Read40 calls');
    expect(text).toContain('GET /crm/v3/owners/1 14 2026-11-22 01:00:00; still so at the end');
    expect(text).toContain('GET /crm/v3/owners/23 14');
    expect(text).not.toContain('The way of a message');
    expect(words(oneCause)).not.toContain('Refused calls');
  });
});

describe('a page that stands alone', () => {
  const page = renderHtml(wholeRun);

  it('lets in its own style sheet and nothing else', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    const policy = elementsOf(page).find(({ attributes }) => attributes['http-equiv'])?.attributes['content'];
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('has a colour for every status of a run and of a check', () => {
    for (const status of [...RUN_STATUSES, ...STATUSES]) {
      expect(STYLES).toMatch(new RegExp(`^([^{]*, )?\\.${status}[, ][^{]*\\{ --tone`, 'm'));
    }
  });

  it('has nothing that loads, runs or is styled in place', () => {
    const elements = elementsOf(page);
    const loading = ['script', 'link', 'img', 'iframe', 'object', 'embed', 'form', 'base', 'foreignObject'];
    expect(elements.filter(({ name }) => loading.includes(name))).toEqual([]);
    expect(elements.flatMap(({ attributes }) => Object.keys(attributes)).filter(isActive)).toEqual([]);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('uses each id once, and every link within it leads somewhere', () => {
    for (const sample of Object.values(SAMPLES)) {
      const elements = elementsOf(renderHtml(sample));
      const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const inner = elements
        .flatMap(({ attributes }) => attributes['href'] ?? [])
        .filter((to) => to[0] === '#');
      expect(inner.filter((to) => !ids.includes(to.slice(1)))).toEqual([]);
    }
  });
});

function isActive(attribute: string): boolean {
  return attribute === 'style' || attribute === 'src' || attribute.startsWith('on');
}

function withFix(fix: Fix): Report {
  return { ...oneCause, causes: oneCause.causes.map((one) => ({ ...one, fixes: [fix] })) };
}

function withLog(routes: number): Report {
  const refusals = Array.from({ length: routes }, (_, index) => ({
    route: `GET /crm/v3/owners/${index + 1}`,
    status: 403,
    category: 'MISSING_SCOPES',
    count: 14,
    lastAt: '2026-11-22T01:00:00.000Z',
    stillAtEnd: true,
  }));
  const log = {
    files: [],
    calls: 40,
    leftOut: 0,
    firstAt: null,
    lastAt: null,
    statuses: {},
    refusals,
    missingScopes: [],
    ownersLookup: null,
    unauthorized: { count: 0, runs: [] },
    rateLimits: [],
    serverErrors: [],
    latency: null,
    routes: [],
    timeline: null,
  };
  return { ...oneCause, evidence: { 'logs.refusals': live() }, log };
}
