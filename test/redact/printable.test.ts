import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, printable, safeColouredPage, safePage, spelledOut } from '../../src/redact/printable.ts';
import { expectNothingObeyed, OBEYED, withoutBreaks, withoutOurColours } from '../support/obeyed.ts';

/** Texts of any signs, with those that are obeyed far more often than by chance. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...OBEYED), fc.string({ unit: 'binary', maxLength: 12 }), fc.lorem()), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''));

describe('a text that is shown', () => {
  it.each(OBEYED.map((sign) => [JSON.stringify(sign), sign]))('holds no %s', (_name, sign) => {
    const text = `Ana ${sign} Ruiz`;
    for (const shown of [printable(text), spelledOut(text)]) expectNothingObeyed(shown);
    for (const page of [safePage(text), safeColouredPage(text)])
      expectNothingObeyed(withoutBreaks(withoutOurColours(page)));
    expectNothingObeyed(jsonText({ [text]: [text] }, 2));
  });

  it('is one line without blanks at its ends', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printable(text)).toMatch(/^(?:\S+(?: \S+)*)?$/u);
        expectNothingObeyed(printable(text));
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('keeps its letters, of whatever alphabet', () => {
    const names = ['Zoë Núñez', 'Борис', '李小龍', 'سارة', 'ไทย', '🙂 é'];
    for (const name of names)
      expect([printable(name), spelledOut(name), safePage(name)]).toEqual([name, name, name]);
  });

  it('is told from another that looks the same, where it is a name', () => {
    expect(spelledOut('shop\u200b')).toBe('shop\\u200b');
    expect(spelledOut('a\nb\u{e0041}')).toBe('a\\u000ab\\udb40\\udc41');
  });
});

describe('JSON', () => {
  it('reads back the same, and holds nothing that is obeyed', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, fc.oneof(hostile, fc.array(hostile))), (value) => {
        for (const indent of [0, 2]) {
          const text = jsonText(value, indent);
          expectNothingObeyed(text);
          expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        }
      }),
    );
  });
});

describe('a page', () => {
  it('keeps its lines, its tabs and its own colours, and nothing else of that kind', () => {
    const page = '\u001b[1;31mred\u001b[39m\n\tnext\u001b[2J\u001b]8;;x\u0007';
    expect(safeColouredPage(page)).toBe('\u001b[1;31mred\u001b[39m\n\tnext\\u001b[2J\\u001b]8;;x\\u0007');
    expect(safePage(page)).toBe('\\u001b[1;31mred\\u001b[39m\n\tnext\\u001b[2J\\u001b]8;;x\\u0007');
  });
});
