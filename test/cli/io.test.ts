import { expect, it } from 'vitest';
import { writesUnicode } from '../../src/cli/io.ts';

it.each([
  [{}, true],
  [{ LANG: 'C' }, true],
  [{ LANG: 'C.UTF-8' }, true],
  [{ LANG: 'de_DE.utf8' }, true],
  [{ LANG: 'de_DE.ISO-8859-15@euro' }, false],
  [{ LANG: 'de_DE.UTF-8', LC_CTYPE: 'de_DE.ISO-8859-1' }, false],
  [{ LC_ALL: 'en_US.UTF-8', LC_CTYPE: 'de_DE.ISO-8859-1' }, true],
  [{ LC_ALL: '', LANG: 'ja_JP.SJIS' }, false],
])('a terminal of %j takes Unicode: %s', (env, takes) => {
  expect(writesUnicode(env)).toBe(takes);
});
