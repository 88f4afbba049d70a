import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Threshold } from '../../src/core/verdict.ts';
import { printable } from '../../src/redact/printable.ts';
import { renderGithub, renderStepSummary } from '../../src/reporters/github.ts';
import { renderMarkdown } from '../../src/reporters/markdown/report.ts';
import { anyReport } from './arbitrary.ts';
import { asked, check, report } from './build.ts';
import { accepted, blockedByToken, oneCause, openQuestions } from './samples.ts';

interface Command {
  name: string;
  properties: Record<string, string>;
  data: string;
}

/** The commands that GitHub's runner knows; a line that names another one is only printed. */
const KNOWN = ['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask', 'add-matcher', 'echo'];

/** One line of a step's output as the runner of GitHub Actions reads it; undefined for a line that it prints. */
function commandIn(line: string): Command | undefined {
  const start = line.trimStart();
  if (!start.startsWith('::')) return undefined;
  const end = start.indexOf('::', 2);
  if (end < 0) return undefined;
  const head = start.slice(2, end);
  const blank = head.indexOf(' ');
  const name = blank < 0 ? head : head.slice(0, blank);
  if (!KNOWN.includes(name)) return undefined;
  const pairs = (blank < 0 ? '' : head.slice(blank + 1).trim()).split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at <= 0 ? [] : [[pair.slice(0, at), unescapedProperty(pair.slice(at + 1))] as const];
  });
  return { name, properties: Object.fromEntries(pairs), data: unescapedData(start.slice(end + 2)) };
}

function unescapedData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapedProperty(text: string): string {
  const colons = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':');
  return colons.replaceAll('%2C', ',').replaceAll('%25', '%');
}

const linesOf = (text: string) => text.slice(0, -1).split('\n');
const commandsIn = (text: string) => linesOf(text).flatMap((line) => commandIn(line) ?? []);

describe('a report as annotations', () => {
  it('has an error for a failure, a warning for a warning, a notice for a question', () => {
    const told = [oneCause, blockedByToken].flatMap((sample) => commandsIn(renderGithub(sample)));
    expect(told.map(({ name, properties }) => [name, properties['title']])).toEqual([
      ['error', 'scopes/owners-read: fail'],
      ['error', 'logs/missing-scopes: fail'],
      ['notice', '1 open question'],
      ['error', 'token/accepted: fail'],
      ['warning', 'webhooks/throttle: warn'],
      ['notice', '1 open question'],
    ]);
    expect(told[0]?.data).toMatch(/^HubSpot refuses [^\n]+\nMeasured: 403 MISSING_SCOPES/);
    expect(told[0]?.data).toContain('\n2. Tick crm.objects.owners.read and commit the change.\n');
  });

  it('has an error for everything that the step fails for', () => {
    const checks = [
      check('webhooks/throttle', 'warn', 'It is 50.'),
      asked('webhooks/committed', 'Was it committed?'),
    ];
    const namesWith = (failOn: Threshold) =>
      commandsIn(renderGithub(report({ status: 'problems', checks }), { failOn })).map(({ name }) => name);
    expect(namesWith('fail')).toEqual(['warning', 'notice']);
    expect(namesWith('warn')).toEqual(['error', 'notice']);
    expect(namesWith('manual')).toEqual(['error', 'error']);
  });

  it('has an error for a run in which nothing was judged', () => {
    const checks = [asked('webhooks/committed', 'Was it committed?')];
    expect(commandsIn(renderGithub(report({ status: 'incomplete', checks })))).toMatchObject([
      { name: 'notice' },
      {
        name: 'error',
        properties: { title: 'The run is incomplete' },
        data: expect.stringContaining('no check could be judged'),
      },
    ]);
  });

  it('ends with the verdict line', () => {
    expect(linesOf(renderGithub(openQuestions)).at(-1)).toBe(
      'OPEN  5 pass, nothing measured is wrong · 3 open questions · 11 calls, 1.2 s',
    );
  });

  it('shows an accepted failure as a notice', () => {
    expect(commandsIn(renderGithub(accepted))).toEqual([
      {
        name: 'notice',
        properties: { title: 'webhooks/throttle: fail, accepted' },
        data: 'Event throttling is 10 per second.\nAccepted until 2026-12-31: a pilot with two reps',
      },
    ]);
  });

  it('shows as many of a kind as GitHub does, failures first, and names the rest', () => {
    const ids = Array.from({ length: 25 }, (_, index) => `token/claim-${index}`);
    const checks = ids.map((id, index) => {
      if (index % 5 === 4) return asked(id, `Is ${id} as it should be?`);
      return index < 8
        ? check(id, 'unknown', `No answer to ${index}.`)
        : check(id, 'fail', `${id} does not hold.`);
    });
    const text = renderGithub(report({ status: 'problems', checks }));
    const errors = commandsIn(text).filter(({ name }) => name === 'error');
    expect(errors).toHaveLength(10);
    expect(errors.every(({ properties }) => properties['title']?.endsWith(': fail'))).toBe(true);
    expect(commandsIn(text).filter(({ name }) => name === 'notice')).toHaveLength(1);
    const [rest] = linesOf(text).slice(-2);
    expect(rest).toMatch(/^GitHub shows 10 of a kind; left out: 10 errors \(/);
    for (const id of ids.slice(0, 4)) expect(rest).toContain(id);
  });

  it('tells once why several checks could not be told', () => {
    const ids = ['token/format', 'token/accepted', 'account/usage'];
    const checks = ids.map((id) =>
      check(id, 'unknown', id.startsWith('token/') ? 'No token.' : 'No answer.'),
    );
    const told = commandsIn(renderGithub(report({ status: 'incomplete', checks })));
    expect(told.map(({ properties }) => properties['title'])).toEqual([
      '2 checks: unknown',
      'account/usage: unknown',
    ]);
    expect(told[0]?.data).toMatch(/^No token\.\ntoken\/format, token\/accepted(\nDocs: \S+)?$/);
  });

  it('has the Markdown report for the page of the run', () => {
    expect(renderStepSummary(oneCause)).toBe(`${renderMarkdown(oneCause)}\n`);
    expect(renderStepSummary(oneCause, 'shop')).toBe(`## shop\n\n${renderMarkdown(oneCause)}\n`);
  });
});

describe('any report as annotations', () => {
  it('gives the runner no command but these, and at most 10 of each', () => {
    fc.assert(
      fc.property(anyReport, (sample) => {
        const lines = linesOf(renderGithub(sample));
        const commands = lines.flatMap((line) => commandIn(line) ?? []);
        const plain = lines.filter((line) => commandIn(line) === undefined);
        expect(plain.length).toBeLessThanOrEqual(2);
        expect(plain.at(-1)).toMatch(/^(HEALTHY|OPEN|WARNINGS|PROBLEMS|INCOMPLETE) {2}\S/);
        // The runner also takes the older form `##[name]`, wherever it stands in a line that is no command.
        expect(plain.filter((line) => line.includes('##['))).toEqual([]);
        for (const [, members] of Map.groupBy(commands, ({ name }) => name)) {
          expect(members.length).toBeLessThanOrEqual(10);
        }
        expect(commands.filter(({ name }) => !['error', 'warning', 'notice'].includes(name))).toEqual([]);
      }),
    );
  });

  it('gives every sentence back as it was, blanks apart', () => {
    const awkward = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('100%', '%0A', '%250A', '::error::no', 'a,b=c:d', '##[error]x', 'one\r\ntwo'),
    );
    fc.assert(
      fc.property(awkward, awkward, (summary, measured) => {
        const checks = [check('token/format', 'fail', summary, { measured, docs: '' })];
        const [command] = commandsIn(renderGithub(report({ status: 'problems', checks })));
        const lines = [printable(summary), printable(measured) && `Measured: ${printable(measured)}`];
        expect(command).toEqual({
          name: 'error',
          properties: { title: 'token/format: fail' },
          data: lines.filter(Boolean).join('\n'),
        });
      }),
    );
  });
});
