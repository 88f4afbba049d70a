/** What a secret looks like from outside; decided without any call. */
export const TOKEN_KINDS = [
  'hubspot-app',
  'hubspot-oauth',
  'hubspot-cli-key',
  /** The client secret of an app, or one of the former API keys (hapikey): nothing tells them apart. */
  'bare-uuid',
  'opencx-key',
  'unknown',
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** What came to a token on its way; those of `MENDABLE_FAULTS` can be undone without knowing the token. */
export const MENDABLE_FAULTS = [
  'bearer-prefix',
  'other-text',
  'quotes',
  'blanks',
  'invisible-characters',
  'unicode-dashes',
  'capitals',
  'pasted-twice',
] as const;
export const TOKEN_FAULTS = [
  ...MENDABLE_FAULTS,
  'cut-off',
  'masked',
  'variable-name',
  'placeholder',
  'unrecognised',
] as const;
export type TokenFault = (typeof TOKEN_FAULTS)[number];
