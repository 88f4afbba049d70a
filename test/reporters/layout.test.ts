import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/redact/printable.ts';
import { columnsOf } from '../../src/reporters/columns.ts';
import { wrap } from '../../src/reporters/layout.ts';
import { runs } from '../support/proof.ts';

const word = fc.oneof(
  fc.stringMatching(/^[!-~]{1,12}$/),
  fc.constantFrom('größte', '日本語', '한국어', '👩‍💻', 'e\u0301te\u0301', '—', '"Ünïcode"'),
);
const room = fc.integer({ min: 16, max: 60 });

describe('breaking text into lines', () => {
  it('counts the columns of any text as a look at each of its signs does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        expect(columnsOf(printable(text))).toBe(stringWidth(printable(text)));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('breaks between words where a plain wrapper does', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), room, (words, columns) => {
        const text = words.join(' ');
        expect(wrap(text, columns)).toEqual(wrapAnsi(printable(text), columns, { hard: true }).split('\n'));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('leaves no word out, and no line too wide but for a link that stands alone', () => {
    const long = fc.oneof(
      word,
      fc.stringMatching(/^[a-z/._-]{1,90}$/),
      fc.constantFrom(
        'https://developers.hubspot.com/docs/api-reference/crm-owners-v3/guide',
        'GET /crm/v3/objects/tickets/{id}/associations/conversation',
      ),
    );
    fc.assert(
      fc.property(fc.array(long, { maxLength: 20 }), room, (words, columns) => {
        const lines = wrap(words.join(' '), columns);
        const tight = (text: string) => text.replaceAll(' ', '');
        expect(tight(lines.join(''))).toBe(tight(printable(words.join(' ')).normalize()));
        for (const line of lines.filter((each) => stringWidth(each) > columns)) {
          expect(line).toMatch(/^\S*https?:\/\/\S+$/);
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
