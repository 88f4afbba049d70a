/** What a token's form shows, in words: for the check that looks at it and for the causes that follow. */
import type { TokenFault, TokenKind } from '../../src/core/token.ts';

/** What another secret is, in the place of an app's access token. */
const OTHER_KINDS: Readonly<Partial<Record<TokenKind, string>>> = {
  'hubspot-oauth': 'an OAuth access token of HubSpot',
  'hubspot-cli-key': "a personal access key of HubSpot's command line (CLI)",
  // The client secret first: it stands on the page that the token is copied from.
  'bare-uuid': "the client secret of the app, or one of HubSpot's former API keys (hapikey)",
  'opencx-key': 'an OpenCX API key',
};

const FAULTS: Readonly<Record<TokenFault, string>> = {
  'bearer-prefix': 'the word Bearer stands before it',
  'other-text': 'other text stands around it, such as NAME=, a word or a brace',
  quotes: 'it stands in quotes',
  blanks: 'there are blanks or line breaks in it',
  'invisible-characters': 'it holds invisible characters',
  'unicode-dashes': 'its hyphens were turned into dashes',
  capitals: 'its letters were turned into capitals',
  'pasted-twice': 'it was pasted more than once',
  'cut-off': 'a part of it is missing',
  masked: 'a part of it is hidden behind stars, dots or letters x',
  'variable-name': 'it is the name of a variable, in whose place nothing has put the value',
  placeholder: 'it is a placeholder out of an example',
  unrecognised: 'it does not have the form of a HubSpot app token: pat-, a region, and a long id',
};

/** What a secret of another kind seems to be; undefined for an app token, whole or damaged, and for what is no kind. */
export function otherKind(kind: unknown): string | undefined {
  return OTHER_KINDS[kind as TokenKind];
}

/** Whether something stands in the place of a token and none came at all. */
export function standsForNone(faults: readonly string[]): boolean {
  return faults.some((fault) => fault === 'variable-name' || fault === 'placeholder');
}

/** What is wrong, as it follows "The token is damaged:". */
export function faultInWords(fault: string): string {
  return FAULTS[fault as TokenFault] ?? fault;
}
