/** Apart from the words in `token.ts`, so that what only masks tokens loads nothing that reads documents. */
import * as v from 'valibot';
import { maybe } from './schema.ts';
import { TOKEN_FAULTS, TOKEN_KINDS } from './token.ts';

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
