import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalAccessKeyForm, tokenForm } from '../../src/redact/token-form.ts';

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

const UPPER = TOKEN.toUpperCase();
/** With letters in its id, which are small in HubSpot's own. */
const LETTERED = TOKEN.replace(/0{8}/, 'abcdef00');
/** Every form in which a token has come, with what is said of it; `mended` is sent to HubSpot as `TOKEN`. */
const MENDED: readonly [faults: string, value: string][] = [
  ['bearer-prefix', `Bearer ${TOKEN}`],
  ['bearer-prefix', `bEARER  ${TOKEN}`],
  ['bearer-prefix', `Bearer: ${TOKEN}`],
  ['bearer-prefix', `Authorization: Bearer ${TOKEN}`],
  ['bearer-prefix', `authorization=bearer ${TOKEN}`],
  ['bearer-prefix other-text quotes', `-H "Authorization: Bearer ${TOKEN}"`],
  ['other-text', `Authorization: ${TOKEN}`],
  ['other-text', `HUBSPOT_ACCESS_TOKEN=${TOKEN}`],
  ['other-text', `export HUBSPOT_ACCESS_TOKEN=${TOKEN}`],
  ['other-text quotes', `export HUBSPOT_ACCESS_TOKEN="${TOKEN}"`],
  ['other-text', `set HUBSPOT_ACCESS_TOKEN=${TOKEN}`],
  ['other-text quotes', `$env:HUBSPOT_ACCESS_TOKEN = '${TOKEN}'`],
  ['other-text', `token: ${TOKEN}`],
  ['other-text quotes', `{"token": "${TOKEN}"}`],
  ['other-text quotes', `"access_token": "${TOKEN}",`],
  ['other-text', `${TOKEN};`],
  ['other-text', `<${TOKEN}>`],
  ['other-text', `Token ${TOKEN}`],
  ['other-text', `token:${TOKEN}`],
  ['other-text', `key ${TOKEN}`],
  ['other-text', `Basic ${TOKEN}`],
  ['other-text', `access_token=${TOKEN}`],
  ['other-text', `Authorization: Token ${TOKEN}`],
  ['other-text', `Private app access token: ${TOKEN}`],
  ['other-text', `https://api.hubapi.com/crm/v3/owners?access_token=${TOKEN}&limit=1`],
  ['other-text', `${TOKEN} (main app)`],
  ['other-text', `${TOKEN}\nTOKEN_OF_ANOTHER_APP=`],
  ['other-text quotes', `Token "${TOKEN}"`],
  ['bearer-prefix other-text', `Zugang: Bearer ${TOKEN}`],
  ['capitals other-text', `Token ${UPPER}`],
  ['quotes', `"${TOKEN}"`],
  ['quotes', `'${TOKEN}`],
  ['quotes', `\`${TOKEN}\``],
  ['quotes', `“${TOKEN}”`],
  ['quotes', `‘${TOKEN}’`],
  ['blanks', `${TOKEN.slice(0, 20)} ${TOKEN.slice(20)}`],
  ['blanks', `${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)}`],
  ['blanks quotes', `" ${TOKEN} "`],
  ['invisible-characters', `\u200b${TOKEN}`],
  ['invisible-characters', `\ufeff${TOKEN}`],
  ['invisible-characters', `${TOKEN.slice(0, 9)}\u00ad${TOKEN.slice(9)}`],
  ['invisible-characters', `${TOKEN.slice(0, 9)}\u2060${TOKEN.slice(9)}`],
  ['invisible-characters', `\u202a${TOKEN}\u202c`],
  ['invisible-characters', `${TOKEN}\u0000`],
  ['unicode-dashes', TOKEN.replaceAll('-', '\u2011')],
  ['unicode-dashes', TOKEN.replace('-', '\u2013')],
  ['unicode-dashes', TOKEN.replaceAll('-', '\u2212')],
  ['capitals', TOKEN.replace('pat-', 'PAT-')],
  ['capitals', UPPER],
  ['pasted-twice', `${TOKEN}${TOKEN}`],
  ['pasted-twice', `${TOKEN},${TOKEN},${TOKEN}`],
  ['blanks pasted-twice', `${TOKEN}\n${TOKEN}`],
  ['capitals pasted-twice', `${UPPER}${UPPER}`],
];

describe('faults of pasting', () => {
  it.each(MENDED)('%s is named and mended: %j', (faults, value) => {
    const { form, cleaned } = tokenForm(value, 'prompt');
    expect({ ...form, faults: [...form.faults].sort().join(' ') }).toMatchObject({
      kind: 'hubspot-app',
      faults,
      usable: true,
      region: 'na1',
      lastFour: '0000',
      length: value.length,
    });
    expect(cleaned?.reveal()).toBe(TOKEN);
  });

  it('small letters are what a token is sent in', () => {
    expect(tokenForm(LETTERED.toUpperCase(), 'prompt').cleaned?.reveal()).toBe(LETTERED);
  });

  it.each([`${TOKEN} `, `\t${TOKEN}\r\n`, ` \u00a0${TOKEN}\u3000`])(
    'white space at the ends is none: %j',
    (value) => {
      const { form, cleaned } = tokenForm(value, 'prompt');
      expect(form).toMatchObject({ kind: 'hubspot-app', faults: [], usable: true, length: TOKEN.length });
      expect(cleaned?.reveal()).toBe(TOKEN);
    },
  );

  it('are found together and mended in any order', () => {
    const wrap = fc.constantFrom(
      (text: string) => `"${text}"`,
      (text: string) => `Bearer ${text}`,
      (text: string) => ` ${text} `,
      (text: string) => `\u200b${text}\ufeff`,
      (text: string) => `‘${text}’`,
      (text: string) => `export HUBSPOT_ACCESS_TOKEN=${text}`,
      (text: string) => `{"token": "${text}"}`,
      (text: string) => `Token ${text}`,
      (text: string) => `the key, ${text}, of our app`,
      (text: string) => text.replaceAll('-', '\u2011'),
    );
    fc.assert(
      fc.property(fc.array(wrap, { minLength: 1, maxLength: 6 }), (wraps) => {
        const value = wraps.reduce((text, around) => around(text), TOKEN);
        const { form, cleaned } = tokenForm(value, 'prompt');
        expect(cleaned?.reveal()).toBe(TOKEN);
        const bare = value.trim() === TOKEN;
        expect(form.faults.length > 0).toBe(!bare);
      }),
    );
  });
});

describe('words around a token', () => {
  const OTHER = TOKEN.replace(/0{8}/, '11111111');

  it.each([
    ['two tokens', `${TOKEN} ${OTHER}`],
    ['two tokens with words', `old ${TOKEN} new ${OTHER}`],
    ['letters that belong to it', `${TOKEN}0`],
    ['letters before it', `x${TOKEN}`],
  ])('leave open which one is meant: %s', (_name, value) => {
    expect(tokenForm(value, 'prompt').form).toMatchObject({
      faults: expect.arrayContaining(['unrecognised']),
    });
    expect(tokenForm(value, 'prompt').cleaned).toBeUndefined();
  });

  it('do not hide that a part of it is missing', () => {
    expect(form(`Token ${TOKEN.slice(0, 30)}`)).toMatchObject({
      kind: 'hubspot-app',
      faults: ['other-text', 'cut-off'],
      usable: false,
    });
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

describe('what stands in the place of a token', () => {
  it.each([
    ['masked', 'pat-na1-****-****-****-************'],
    ['masked', 'pat-na1-••••••••-••••-••••-••••-••••••••0000'],
    ['masked', 'pat-eu1-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'],
    ['masked', 'pat-na1-0000...'],
    ['masked', 'pat-na1-0000…0000'],
    ['masked', '****************'],
    ['masked', '••••••••••••'],
    ['masked', '[secret]'],
    ['masked', 'pat-na1-[secret]'],
    ['variable-name', '$HUBSPOT_ACCESS_TOKEN'],
    ['variable-name', `"\${HUBSPOT_ACCESS_TOKEN}"`],
    ['variable-name', `\${HUBSPOT_ACCESS_TOKEN:-none}`],
    ['variable-name', '%HUBSPOT_ACCESS_TOKEN%'],
    ['variable-name', '$env:HUBSPOT_ACCESS_TOKEN'],
    ['variable-name', 'Bearer $HUBSPOT_ACCESS_TOKEN'],
    ['variable-name', 'HUBSPOT_ACCESS_TOKEN=$TOKEN'],
    ['variable-name', `\${{ secrets.HUBSPOT_ACCESS_TOKEN }}`],
    ['variable-name', '{{ hubspot_token }}'],
    ['variable-name', '$(cat token.txt)'],
    ['placeholder', 'your-token-here'],
    ['placeholder', 'YOUR_ACCESS_TOKEN'],
    ['placeholder', 'pat-na1-your-token-here'],
    ['placeholder', 'your private app token'],
    ['placeholder', '<token>'],
    ['placeholder', '<your-token>'],
    ['placeholder', 'HUBSPOT_ACCESS_TOKEN'],
    ['placeholder', 'changeme'],
    ['placeholder', 'undefined'],
    ['placeholder', 'null'],
  ])('%s: %s', (fault, value) => {
    const { form, cleaned } = tokenForm(value, 'environment');
    expect(form).toMatchObject({ faults: [fault], usable: false });
    expect(cleaned).toBeUndefined();
    if (fault !== 'masked') expect(form).not.toHaveProperty('lastFour');
  });
});

describe('other secrets', () => {
  const long = (first: number, text = '') =>
    Buffer.concat([Buffer.from([first, 0x24]), Buffer.from(text), Buffer.alloc(60, 7)]).toString('base64');

  it.each([
    ['opencx-key', 'ocx_live_0000000000000000'],
    ['bare-uuid', '00000000-0000-0000-0000-000000000000'],
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

  it('a personal access key is sent as one, without what pasting added, and nothing else is', () => {
    const key = long(0x0a, 'na1-');
    expect(personalAccessKeyForm(` "${key}"\n`).cleaned?.reveal()).toBe(key);
    const others = [TOKEN, long(0x08), 'ocx_live_0000000000000000', 'hello', '********', ''];
    expect(others.map((other) => personalAccessKeyForm(other).cleaned)).toEqual(others.map(() => undefined));
    expect(personalAccessKeyForm(`Bearer ${TOKEN}`)).toEqual({ kind: 'hubspot-app' });
  });

  it.each(['', '   ', 'hello', 'ы', 'a'.repeat(60), `${TOKEN.slice(0, -1)}z`])(
    'what is none of them is unrecognised: %j',
    (value) => {
      expect(form(value)).toMatchObject({ usable: false });
      expect(form(value).faults).toContain('unrecognised');
    },
  );

  it('a HubSpot token with too much at its end is still one, but not usable', () => {
    expect(form(`${TOKEN}99`)).toMatchObject({
      kind: 'hubspot-app',
      faults: ['unrecognised'],
      usable: false,
    });
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
