import { describe, expect, it } from 'vitest';
import { hidesAPart, whyNoId, whyNoWord } from '../../src/core/stand-ins.ts';

/** As people, templates and scripts write them where an id should stand. */
const NO_IDS: readonly [says: string, ...texts: string[]][] = [
  [
    'is not known',
    '?',
    '???',
    '-',
    '...',
    'n/a',
    'N/A',
    'unknown',
    'Unknown.',
    'dunno',
    'tbd',
    'I don’t know',
  ],
  ['a variable', '$DEFAULT_USER', `\${DEFAULT_USER}`, '{{ user }}', '%USER_ID%', '$(cat id)'],
  [
    'a placeholder',
    '<id>',
    '<your id>',
    '[id]',
    '{id}',
    'A-',
    'a-',
    'A-<id>',
    'A-USER_ID',
    'USER_ID',
    'A-xxxx',
    'xxxx',
  ],
  [
    'a placeholder',
    'your-user-id',
    'YOUR_ID_HERE',
    'the user id',
    'id',
    'null',
    'undefined',
    'TODO',
    'changeme',
  ],
];

describe('what stands in the place of an id', () => {
  it.each(NO_IDS.flatMap(([says, ...texts]) => texts.map((text) => [text, says])))('%j %s', (text, says) => {
    expect(whyNoId(text)).toContain(says);
    expect(whyNoId(` ${text} `)).toContain(says);
  });

  it.each([
    '',
    '7001',
    'A-7001',
    'a-7001',
    'A-12345',
    '0',
    'none',
    'jane',
    'Idris',
    'A-x7001',
    'jane@example.test',
  ])('is nothing that may stand on a screen: %j', (text) => {
    expect(whyNoId(text)).toBeUndefined();
  });
});

describe('words of a screen', () => {
  it.each(['id', 'name', 'example', 'null', 'hs_pipeline_stage', '<b>', 'A-'])('may be %j', (text) => {
    expect(whyNoWord(text)).toBeUndefined();
  });
});

describe('a part that is hidden', () => {
  it.each(['j…@example.test', 'https://api.open.cx/•••', 'ab***', 'ab...', '[secret]', 'pat-na1-…0000'])(
    'is seen in %j',
    (text) => expect(hidesAPart(text)).toBe(true),
  );

  it.each(['', 'jane.doe@example.test', 'https://api.open.cx/backend/x?y=1', 'a..b', 'redacted:https:x'])(
    'is not seen in %j',
    (text) => expect(hidesAPart(text)).toBe(false),
  );
});
