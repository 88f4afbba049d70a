import { holdsPassword, isStoreAddress } from '../core/store-address.ts';
import { UsageError } from '../files/usage-error.ts';
import { tokenForm } from '../redact/token-form.ts';

const SECRET_KEY = /(?:token|secret|key|password)$/;

/**
 * Refuses a secret in a configuration file, since such files are shared and committed. A webhook URL is let
 * through: OpenCX shows it on a screen, and it is needed to compare.
 *
 * @throws {UsageError} that names the environment variable to use instead
 */
export function refuseSecrets(document: unknown, what: string, path: readonly string[] = []): void {
  if (typeof document !== 'object' || document === null) return;
  for (const [key, value] of Object.entries(document)) {
    const place = [...path, key];
    const variable = variableForKey(place, value) ?? variableForValue(value);
    if (variable !== undefined)
      throw new UsageError(
        `"${place.join('.')}" in ${what} holds a secret, which does not belong in a file that is shared.`,
        { hint: placeFor(variable, place) },
      );
    refuseSecrets(value, what, place);
  }
}

/** What names a variable of a profile's own, by the one that several profiles cannot share. */
const NAMED_BY: Readonly<Record<string, string>> = {
  HUBSPOT_ACCESS_TOKEN: 'hubspot.tokenVariable',
  OPENCX_API_KEY: 'opencx.keyVariable',
};

/** Where the secret goes instead. */
function placeFor(variable: string, [section, profile]: readonly string[]): string {
  const key = section === 'profiles' ? NAMED_BY[variable] : undefined;
  if (key === undefined) return `Take it out and set the environment variable ${variable}.`;
  return `Take it out, set an environment variable for it, and name that in "profiles.${profile}.${key}".`;
}

function variableForKey(path: readonly string[], value: unknown): string | undefined {
  const words = path.map((key) => key.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const name = words.at(-1) ?? '';
  // A profile may be called "token": what holds more keys is no secret itself.
  if (!SECRET_KEY.test(name) || typeof value === 'object') return undefined;
  if (/secret$/.test(name)) return 'HUBSPOT_CLIENT_SECRET';
  if (/changetoken$/.test(name)) return 'HUBSPOT_CHANGE_TOKEN';
  if (/personalaccesskey$/.test(name)) return 'HUBSPOT_PERSONAL_ACCESS_KEY';
  if (/developer|hapikey/.test(name)) return 'HUBSPOT_DEVELOPER_API_KEY';
  return words.some((word) => word.includes('opencx')) ? 'OPENCX_API_KEY' : 'HUBSPOT_ACCESS_TOKEN';
}

function variableForValue(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (isStoreAddress(value) && holdsPassword(value)) return 'OPENCX_HUBSPOT_STORE';
  const { form } = tokenForm(value, 'configuration file');
  if (form.kind === 'opencx-key') return 'OPENCX_API_KEY';
  if (form.kind === 'hubspot-cli-key') return 'HUBSPOT_PERSONAL_ACCESS_KEY';
  const isToken = form.usable || (form.region !== undefined && form.faults.includes('cut-off'));
  return isToken ? 'HUBSPOT_ACCESS_TOKEN' : undefined;
}
