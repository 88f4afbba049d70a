import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/core/report.ts';
import { readAction, runAction, TOKEN } from './action.ts';

describe('the action', () => {
  it('says what each input and output is, and puts no input into a command', async () => {
    const { inputs, outputs, runs } = await readAction();
    for (const { description } of [...Object.values(inputs), ...Object.values(outputs)]) {
      expect(description.length).toBeGreaterThan(20);
    }
    const written = runs.steps.map(({ run = '' }) => run).join('');
    expect(written).not.toContain('${{');
  });

  it('annotates, summarises and fails where something is wrong', async () => {
    const { code, out, outputs, summary, workspace } = await runAction('owners-scope-missing');
    expect(code).toBe(1);
    const errors = out.split('\n').filter((line) => line.startsWith('::error '));
    expect(errors.length).toBeGreaterThan(0);
    for (const line of errors) expect(line).toMatch(/^::error title=[^:,]+::[^\n]+$/);
    expect(summary).toContain('owners-scope-missing');
    const report = 'opencx-hubspot.json';
    expect(outputs).toEqual({ status: 'problems', 'exit-code': '1', causes: 'owners-scope-missing', report });
    const written = JSON.parse(await readFile(join(workspace, report), 'utf8')) as Report;
    expect(written.causes.map(({ id }) => id)).toEqual(['owners-scope-missing']);
    expect(JSON.stringify([out, summary, written])).not.toContain(TOKEN);
  });

  it('passes without a word of an error where nothing is', async () => {
    const { code, out, outputs } = await runAction('healthy-email');
    expect({ code, causes: outputs['causes'], status: outputs['status'] }).toEqual({
      code: 0,
      causes: '',
      status: 'healthy',
    });
    expect(out).not.toContain('::error');
  });

  it('runs the doctor with a symptom and flags, and leaves the judgement to later steps', async () => {
    const { code, outputs } = await runAction('owner-not-ai-user', {
      command: 'doctor ai-stopped-replying',
      arguments: '--thread 8243601188\n--default-user A-7001',
      report: 'look.json',
      fail: 'false',
    });
    expect({ code, ...outputs }).toEqual({
      code: 0,
      status: 'problems',
      'exit-code': '1',
      causes: 'owner-not-ai-user',
      report: 'look.json',
    });
  });

  it.each([
    ['a flag that there is not', { arguments: '--portl 1' }, 2, ''],
    ['no token', { token: '' }, 3, 'incomplete'],
  ])('with %s ends as the command does', async (_, inputs, code, status) => {
    const ended = await runAction('healthy-email', inputs);
    expect(ended.code).toBe(code);
    expect(ended.outputs).toMatchObject({ 'exit-code': String(code), status });
  });

  it('takes what stands in an input for words and never for a command', async () => {
    const inputs = { arguments: '--portal 1020304 ; touch owned $(touch owned) `touch owned` * "a b"' };
    const { code, workspace } = await runAction('healthy-email', inputs);
    expect(code).toBe(2);
    await expect(stat(join(workspace, 'owned'))).rejects.toThrow('ENOENT');
  });
});
