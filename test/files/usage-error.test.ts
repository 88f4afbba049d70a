import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { unforeseen } from '../../src/files/usage-error.ts';

function notFound(message: string, code = 'ERR_MODULE_NOT_FOUND'): Error {
  return Object.assign(new Error(message), { code });
}

test.each([
  ["Cannot find package 'yaml' imported from /home/jo/dist/document.js", 'the package yaml is missing'],
  [
    "Cannot find package '@streamparser/json' imported from /home/jo/a.js",
    'the package @streamparser/json is',
  ],
  ["Cannot find module '/home/jo/dist/text.js' imported from /home/jo/dist/main.js", 'a file of its own is'],
])('what is not installed is named, with what mends it: %s', (message, said) => {
  const sentence = unforeseen(notFound(message));
  expect(sentence).toContain(said);
  expect(sentence).toContain('Run `npm ci` in the folder of opencx-hubspot.');
  expect(sentence).not.toContain('/home/jo');
});

test('it is known from what Node itself says', () => {
  let thrown: unknown;
  try {
    createRequire(import.meta.url)('nobody-made-this');
  } catch (error) {
    thrown = error;
  }
  expect(unforeseen(thrown)).toContain('the package nobody-made-this is missing');
});

test.each([
  [new TypeError('of pat-na1-00000000-0000-0000-0000-000000000000'), 'TypeError'],
  [notFound("Cannot find package 'yaml'", 'ENOENT'), 'Error'],
  ['a text', 'string'],
])('of anything else the kind alone is told', (error, kind) => {
  expect(unforeseen(error)).toBe(
    `something in the tool itself broke (${kind}). Please report it with the command that you ran.`,
  );
});
