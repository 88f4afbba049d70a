import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenForm } from '../../src/redact/token-form.ts';

const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';
const form = (value: string) => tokenForm(value, 'environment').form;

describe('a right token', () => {
  it('has no fault and is sent as it is', () => {
    const { form, cleaned } = tokenForm(TOKEN, 'token file');
    expect(form).toEqual({
      kind: 'hubspot-app',
      faults: [],
      usable: true,
      region: 'na1',
      lastFour: '0000',
      length: 44,
      origin: 'token file',
    });
    expect(cleaned?.reveal()).toBe(TOKEN);
  });

  it.each(['na1', 'na2', 'eu1', 'ap1', 'na12', 'ajpn1'])('may be of the hublet %s', (hublet) => {
    expect(form(TOKEN.replace('na1', hublet))).toMatchObject({ usable: true, region: hublet });
  });
});

describe('faults of pasting', () => {
  it.each([
    ['bearer-prefix', `Bearer ${TOKEN}`],
    ['bearer-prefix', `bEARER  ${TOKEN}`],
    ['bearer-prefix', `Authorization: Bearer ${TOKEN}`],
    ['quotes', `"${TOKEN}"`],
    ['quotes', `'${TOKEN}`],
    ['quotes', `\`${TOKEN}\``],
    ['quotes', `“${TOKEN}”`],
    ['quotes', `‘${TOKEN}’`],
    ['blanks', `${TOKEN} `],
    ['blanks', `\t${TOKEN}\n`],
    ['blanks', `${TOKEN.slice(0, 20)} ${TOKEN.slice(20)}`],
    ['invisible-characters', `\u200b${TOKEN}`],
    ['invisible-characters', `\ufeff${TOKEN}`],
    ['invisible-characters', `${TOKEN}\u00a0`],
    ['invisible-characters', `${TOKEN.slice(0, 9)}\u00ad${TOKEN.slice(9)}`],
    ['invisible-characters', `${TOKEN}\u0000`],
  ])('%s is named and mended: %j', (fault, value) => {
    const { form, cleaned } = tokenForm(value, 'prompt');
    expect(form).toMatchObject({ kind: 'hubspot-app', faults: [fault], usable: true, length: value.length });
    expect(cleaned?.reveal()).toBe(TOKEN);
  });

  it('are found together and mended in any order', () => {
    const wrap = fc.constantFrom(
      (text: string) => `"${text}"`,
      (text: string) => `Bearer ${text}`,
      (text: string) => ` ${text} `,
      (text: string) => `\u200b${text}\ufeff`,
      (text: string) => `‘${text}’`,
    );
    fc.assert(
      fc.property(fc.array(wrap, { minLength: 1, maxLength: 6 }), (wraps) => {
        const value = wraps.reduce((text, around) => around(text), TOKEN);
        const { form, cleaned } = tokenForm(value, 'prompt');
        expect(cleaned?.reveal()).toBe(TOKEN);
        expect(form.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a cut-off token', () => {
  it('is one from each place where it can be cut', () => {
    for (let length = 3; length < TOKEN.length; length += 1) {
      const { form, cleaned } = tokenForm(TOKEN.slice(0, length), 'environment');
      expect(form).toMatchObject({ kind: 'hubspot-app', faults: ['cut-off'], usable: false });
      expect(cleaned).toBeUndefined();
    }
  });

  it('may lack its beginning', () => {
    expect(form(TOKEN.slice(2))).toMatchObject({ kind: 'hubspot-app', faults: ['cut-off'] });
    expect(form(TOKEN.slice(4))).toMatchObject({ kind: 'hubspot-app', faults: ['cut-off'] });
  });

  it('keeps its region, and its last four only when it is long enough', () => {
    expect(form(TOKEN.slice(0, 26))).toMatchObject({ region: 'na1', lastFour: '0000' });
    expect(form(TOKEN.slice(0, 15))).not.toHaveProperty('lastFour');
    expect(form('pat-na')).not.toHaveProperty('region');
  });
});

describe('other secrets', () => {
  const long = (first: number, text = '') =>
    Buffer.concat([Buffer.from([first, 0x24]), Buffer.from(text), Buffer.alloc(60, 7)]).toString('base64');

  it.each([
    ['opencx-key', 'ocx_live_0000000000000000'],
    ['hubspot-hapikey', '00000000-0000-0000-0000-000000000000'],
    ['hubspot-cli-key', long(0x0a, 'na1-')],
    ['hubspot-oauth', long(0x08)],
  ])('%s is known by its form and not sent', (kind, value) => {
    const { form, cleaned } = tokenForm(`"${value}"`, 'environment');
    expect(form).toMatchObject({ kind, faults: ['quotes'], usable: false });
    expect(cleaned).toBeUndefined();
  });

  it('a personal access key begins as HubSpot shows it', () => {
    expect(long(0x0a, 'na1-')).toMatch(/^CiRuYTEt/);
  });

  it.each(['', '   ', 'hello', 'ы', 'a'.repeat(60), `${TOKEN.slice(0, -1)}z`])(
    'what is none of them is unrecognised: %j',
    (value) => {
      expect(form(value)).toMatchObject({ usable: false });
      expect(form(value).faults).toContain('unrecognised');
    },
  );

  it('a HubSpot token with too much at its end is still one, but not usable', () => {
    expect(form(`${TOKEN},`)).toMatchObject({ kind: 'hubspot-app', faults: ['unrecognised'], usable: false });
  });

  it('never shows more of any text than four characters, and not of a short one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (value) => {
        const { lastFour, region: _region, ...rest } = form(value);
        expect(lastFour?.length ?? 0).toBeLessThanOrEqual(4);
        if (value.length < 20) expect(lastFour).toBeUndefined();
        if (value.length > 20) expect(JSON.stringify(rest)).not.toContain(value);
      }),
    );
  });
});
