import * as v from 'valibot';
import { maybe } from './schema.ts';

/** What a secret looks like from outside; decided without any call. */
const TOKEN_KINDS = [
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

/** Facts about the token; never the token. */
export const tokenFormSchema = v.object({
  kind: v.picklist(TOKEN_KINDS),
  faults: v.array(v.picklist(TOKEN_FAULTS)),
  /** Can be sent to HubSpot, as given or with the pasting faults taken away. */
  usable: v.boolean(),
  /** Hublet of the prefix: `na1`, `eu1`. */
  // It becomes part of the links' host.
  region: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z0-9]+$/i))),
  /** Last four characters, to tell two tokens apart. */
  lastFour: maybe,
  /** Characters as given, without white space at the ends. */
  length: v.number(),
  /** `environment`, `token file`, `standard input`, `prompt`. */
  origin: v.string(),
});
export type TokenForm = v.InferOutput<typeof tokenFormSchema>;
