import { formatOf } from '../files/document.ts';
import { conform } from '../files/shape.ts';
import { readTextFileIfThere, writeTextFile } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import { fingerprint } from '../redact/url-facts.ts';
import { type ConfigFile, ConfigSchema, type ConfigSettings } from './config-schema.ts';
import { refuseSecrets } from './config-secrets.ts';
import { readWebhookUrl } from './webhook-url.ts';

/** The file holds no secret, so it may be read by a whole team. */
const MODE = 0o644;

/**
 * Writes a configuration file, JSON or YAML by its name. A webhook URL in clear is written as its fingerprint.
 *
 * @throws {UsageError} where a file stands in the way and `overwrite` is not set, or a value is a secret
 */
export async function writeConfig(
  file: string,
  config: ConfigFile,
  { overwrite = false }: { overwrite?: boolean } = {},
): Promise<void> {
  const what = `the configuration file ${file}`;
  refuseSecrets(config, what);
  const { profiles, ...settings } = conform(ConfigSchema, config, what);
  const safe: ConfigFile = withoutClearUrl(settings);
  if (profiles)
    safe.profiles = Object.fromEntries(
      Object.entries(profiles).map(([name, profile]) => [name, withoutClearUrl(profile)]),
    );

  if (!overwrite && (await readTextFileIfThere(file, 'configuration file')) !== undefined)
    throw new UsageError(`There is a file ${file} already.`, {
      hint: 'Move it away, or say that it may be replaced.',
    });
  await writeTextFile(file, 'configuration file', await asText(file, safe), MODE);
}

function withoutClearUrl<T extends ConfigSettings>(settings: T): T {
  if (settings.opencx?.webhookUrl === undefined) return settings;
  const { facts } = readWebhookUrl(settings.opencx.webhookUrl);
  return { ...settings, opencx: { ...settings.opencx, webhookUrl: facts ? fingerprint(facts) : '' } };
}

async function asText(file: string, config: ConfigFile): Promise<string> {
  if (formatOf(file) === 'JSON') return `${JSON.stringify(config, null, 2)}\n`;
  const yaml = await import('yaml');
  return yaml.stringify(config);
}
