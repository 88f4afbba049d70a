/** What a secret looks like from outside; decided without any call. */
export type TokenKind =
  | 'hubspot-app'
  | 'hubspot-oauth'
  | 'hubspot-cli-key'
  | 'hubspot-hapikey'
  | 'opencx-key'
  | 'unknown';

/** A fault of pasting. All but `cut-off` and `unrecognised` can be mended by taking characters away. */
export type TokenFault =
  | 'bearer-prefix'
  | 'quotes'
  | 'blanks'
  | 'invisible-characters'
  | 'cut-off'
  | 'unrecognised';

/** Facts about the token; never the token. */
export interface TokenForm {
  kind: TokenKind;
  faults: TokenFault[];
  /** Can be sent to HubSpot, as given or with the pasting faults taken away. */
  usable: boolean;
  /** Hublet of the prefix: `na1`, `eu1`. */
  region?: string;
  /** Last four characters, to tell two tokens apart. */
  lastFour?: string;
  /** Characters as given. */
  length: number;
  /** `environment`, `token file`, `standard input`, `prompt`. */
  origin: string;
}
