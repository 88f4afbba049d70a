import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../../src/reporters/text/report.ts';
import { check, passed, report } from '../build.ts';
import { blockedByToken, healthy, offline, oneCause, openQuestions, pair, SAMPLES } from '../samples.ts';

const plain = { width: 80, color: false, full: false } as const;
const PAIR = 'PROBLEMS  2 causes, most likely owners-scope-missing (HubSpot admin)';
const BLOCKED = 'PROBLEMS  1 cause, token-rejected (HubSpot admin)';
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';

describe('what is folded', () => {
  it('puts a consequence beneath its root and does not count it as a cause', () => {
    expect(renderText(pair, plain)).toMatch(/^Follows: +session-missing$/m);
    const text = renderText(pair, { ...plain, full: true });
    expect(text).toContain('Follows from it: session-missing');
    expect(text).not.toMatch(/^ *\d\. The thread has no OpenCX session/m);
    expect(lastLine(text)).toContain('PROBLEMS  2 causes, most likely owners-scope-missing');
  });

  it('counts what waits for the cause, and the questions with it', () => {
    expect(renderText(blockedByToken, plain)).toMatch(
      /^Rest: +4 checks wait for it, 1 passes, 1 open question; everything: --full$/m,
    );
  });

  it('tells in one line what one check blocks where no cause is known', () => {
    const text = renderText({ ...blockedByToken, causes: [] }, { ...plain, width: 200 });
    expect(text).toContain('4 blocked by token/accepted: scopes/required, handoff/comment, replies/public,');
    expect(text).not.toContain('Cannot be told before');
  });

  it('keeps every check of a symptom in the order of its checklist', () => {
    const text = renderText(openQuestions, { ...plain, full: true });
    const places = Object.keys(openQuestions.checks).map((id) => text.indexOf(id));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  it('shows everything in full mode', () => {
    const text = renderText(oneCause, { ...plain, full: true });
    expect(text).toContain('Measured:  403 MISSING_SCOPES on GET /crm/v3/owners/{id}');
    expect(text).toContain('Evidence:  owners.read');
    expect(text).toContain('not given: An OpenCX API key.');
    expect(text).toMatch(/Docs: +https:\/\/docs\.open\.cx/);
  });
});

describe('with its calls', () => {
  const verbose = { ...plain, width: 100, verbose: true } as const;

  it('shows everything that full mode shows, and what the calls were for, slowest first', () => {
    const text = renderText(offline, verbose);
    const [upper = '', lower = ''] = text.split('Calls, slowest first\n');
    const full = renderText(offline, { ...verbose, verbose: false, full: true });
    expect(full.startsWith(upper.trimEnd())).toBe(true);
    expect(lower.split('\n').slice(0, 3)).toEqual([
      '  30.0 s, 3 calls  token.introspection — timeout api.hubapi.com',
      '  120 ms, 1 call   owners.read — timeout api.hubapi.com',
      '  120 ms, 1 call   webhooks.answer — dns hooks.example.test',
    ]);
  });

  it('names the refused call, and leaves out what cost none', () => {
    const [, calls = ''] = renderText(oneCause, verbose).split('Calls, slowest first\n');
    expect(calls).toMatch(
      /^ {2}120 ms, 1 call {2}owners\.read — 403 MISSING_SCOPES GET \/crm\/v3\/owners\/\{id\}\n\n/,
    );
    expect(renderText(pair, verbose)).not.toContain('Calls, slowest first');
  });
});

describe('the verdict line', () => {
  it.each<[keyof typeof SAMPLES, number, string]>([
    ['oneCause', 40, 'PROBLEMS  1 cause · 2 fail · 1 open'],
    ['oneCause', 80, 'PROBLEMS  1 cause, owners-scope-missing (HubSpot admin) · 2 fail · 1 open'],
    ['pair', 40, 'PROBLEMS  2 causes · 3 fail'],
    ['pair', 80, 'PROBLEMS  2 causes, most likely owners-scope-missing (HubSpot admin) · 3 fail'],
    ['pair', 200, `${PAIR} · 4 pass, 3 fail · 11 calls, 1.2 s`],
    ['blockedByToken', 40, 'PROBLEMS  1 cause · 1 open question'],
    ['blockedByToken', 80, `${BLOCKED} · 1 open question`],
    [
      'blockedByToken',
      120,
      `${BLOCKED} · 1 pass, 1 warn, 1 fail, 4 blocked · 1 open question · 1 call, 210 ms`,
    ],
    ['offline', 40, 'INCOMPLETE  could not tell 5 of 7'],
    ['offline', 80, 'INCOMPLETE  could not tell 5 of 7: HubSpot did not answer in time'],
    ['openQuestions', 40, 'OPEN  5 pass · 3 open questions'],
    ['openQuestions', 80, 'OPEN  5 pass, nothing measured is wrong · 3 open questions · 11 calls, 1.2 s'],
    ['noToken', 40, 'INCOMPLETE  no token was given'],
    ['noToken', 120, 'INCOMPLETE  No HubSpot token was given to this tool · 2 unknown · no calls, 5 ms'],
    ['warned', 80, 'WARNINGS  1 cause, rate-limited (no setting to change) · 1 pass, 1 warn'],
    ['accepted', 40, 'HEALTHY  3 pass · 1 accepted'],
    ['healthy', 40, 'HEALTHY  5 pass · 4 calls, 640 ms'],
    ['wholeRun', 80, 'PROBLEMS  2 causes, most likely reply-internal (the rep) · 1 open question'],
  ])('says of %s what %i columns hold', (name, width, line) => {
    expect(lastLine(renderText(SAMPLES[name], { ...plain, width }))).toBe(line);
  });

  it('says who is most likely to fix the first cause', () => {
    expect(lastLine(renderText(oneCause, { ...plain, width: 120 }))).toBe(
      'PROBLEMS  1 cause, owners-scope-missing (HubSpot admin) · 3 pass, 2 fail · 1 open question · 11 calls, 1.2 s',
    );
  });

  it('names open questions at every width', () => {
    for (let width = 40; width <= 200; width += 1) {
      expect(lastLine(renderText(openQuestions, { ...plain, width }))).toMatch(/^OPEN {2}5 pass.* · 3 open/);
    }
  });

  it('blames the outage, not a setting', () => {
    expect(lastLine(renderText(offline, { ...plain, width: 120 }))).toBe(
      'INCOMPLETE  could not tell 5 of 7: HubSpot did not answer in time · 2 pass, 4 unknown, 1 crashed · 3 calls, 1 min 15 s',
    );
  });

  it('is never healthy where nothing was judged', () => {
    const nothing = report({ status: 'incomplete', checks: [check('crm/connection', 'na', 'Not named.')] });
    expect(lastLine(renderText(nothing, plain))).toContain('INCOMPLETE  no check could be judged');
  });
});

describe('what a terminal is given', () => {
  it('keeps a long URL whole', () => {
    const url = `https://app-eu1.hubspot.com/${'legacy-apps/'.repeat(6)}88`;
    const sample = { ...oneCause, causes: oneCause.causes.map((one) => ({ ...one, fixes: [fixAt(url)] })) };
    expect(renderText(sample, { ...plain, width: 40 })).toContain(url);
  });

  it('disarms control characters that came with the data', () => {
    const hostile = report({
      status: 'healthy',
      checks: [passed('token/format'), check('crm/connection', 'warn', 'a\u001B[2Jb\u202Ec\r\nHEALTHY  d')],
    });
    const text = renderText(hostile, plain);
    expect(text).toContain('a [2Jb c HEALTHY d');
    expect(stripVTControlCharacters(text)).toBe(text);
  });

  it('paints only when asked to', () => {
    expect(renderText(healthy, { ...plain, color: true })).toContain('\u001B[32m✓\u001B[39m');
    expect(renderText(healthy, plain)).not.toContain('\u001B');
  });
});

function fixAt(url: string) {
  return { kind: 'manual' as const, steps: ['Open the app.'], where: 'HubSpot: your app', url };
}
