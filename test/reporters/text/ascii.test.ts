import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../../checks/causes.ts';
import { CHECKS, SYMPTOMS } from '../../../checks/index.ts';
import type { Report } from '../../../src/core/report.ts';
import { STATUSES } from '../../../src/core/verdict.ts';
import { decideMessage } from '../../../src/engine/decide/decide.ts';
import { CATALOGUE_REPORTERS } from '../../../src/reporters/catalogue.ts';
import { renderExplanation } from '../../../src/reporters/explanation.ts';
import { ASCII_SYMBOLS, UNICODE_SYMBOLS } from '../../../src/reporters/symbols.ts';
import { renderText } from '../../../src/reporters/text/report.ts';
import { event, given } from '../../engine/decide/builders.ts';
import { anyReport } from '../arbitrary.ts';
import { asked, passed, report } from '../build.ts';
import { SAMPLES } from '../samples.ts';

const options = { width: 80, color: false, full: false, ascii: true } as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII has them too
const BEYOND = /[^\u0000-\u007F]/g;
const beyondAscii = (text: string) => [...new Set(text.match(BEYOND))];

describe('the ASCII signs', () => {
  it('are one column wide each, and tell the statuses apart as the others do', () => {
    for (const { status } of [ASCII_SYMBOLS, UNICODE_SYMBOLS]) {
      expect(STATUSES.map((each) => stringWidth(status[each]))).toEqual(STATUSES.map(() => 1));
      expect(new Set(Object.values(status)).size).toBe(STATUSES.length - 1);
      expect(status.crash).toBe(status.fail);
    }
    expect(beyondAscii(JSON.stringify(ASCII_SYMBOLS))).toEqual([]);
  });
});

describe('a text report in ASCII', () => {
  it.each(Object.entries(SAMPLES))('adds no sign beyond ASCII: %s', (_name, sample) => {
    const letters = beyondAscii(JSON.stringify(sample));
    expect(beyondAscii(renderText(sample, options)).filter((sign) => !letters.includes(sign))).toEqual([]);
  });

  it('adds nothing beyond ASCII to a report that holds nothing beyond it', () => {
    fc.assert(
      fc.property(anyReport, fc.boolean(), (sample, verbose) => {
        const plain = JSON.parse(JSON.stringify(sample).replace(BEYOND, 'x')) as Report;
        expect(beyondAscii(renderText(plain, { ...options, verbose }))).toEqual([]);
      }),
    );
  });

  it('spells the typography of sentences, and keeps the letters of names', () => {
    const sample = report({
      status: 'healthy',
      checks: [
        passed('token/format'),
        asked('conversation/found', 'Did “José” write from j…@example.test → which inbox – the first?'),
      ],
    });
    expect(renderText(sample, options).replaceAll(/\s+/g, ' ')).toContain(
      'Did "José" write from j...@example.test -> which inbox - the first?',
    );
  });
});

it('holds for the catalogue and for explanations', () => {
  const texts = [
    CATALOGUE_REPORTERS.text({ checks: CHECKS, causes: CAUSES, symptoms: SYMPTOMS }, options),
    renderExplanation([{ event: event(), decision: decideMessage(event(), given()), effects: [] }], options),
  ];
  expect(beyondAscii(texts.join(''))).toEqual([]);
});

it('has a spelling for every sign in the sentences of the code', async () => {
  const folders = ['checks', 'src/doctor', 'src/files', 'src/engine', 'src/config', 'src/cli'];
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { recursive: true }))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(folder, name)),
    ),
  );
  const codes = await Promise.all([...names.flat(), 'src/redact/mask.ts'].map(codeOf));
  // What draws in both ways chooses its signs by itself.
  const sentences = codes.filter((text) => !/\bascii \?/.test(text));
  expect(beyondAscii(sentences.map(ASCII_SYMBOLS.spell).join(''))).toEqual([]);
  expect(beyondAscii(sentences.join(''))).toContain('…');
});

/** A file without its comments. */
async function codeOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  return text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}
