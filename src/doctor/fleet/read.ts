import { FLEET_VERSION, type Fleet, fleetSchema } from '../../core/fleet.ts';
import { isObject } from '../../core/json.ts';
import { readJson } from '../../files/document.ts';
import { conform } from '../../files/shape.ts';
import { exists } from '../../files/text-file.ts';
import { UsageError } from '../../files/usage-error.ts';

/**
 * What the run before came to; undefined where none was kept.
 *
 * @param file whole path
 * @throws {UsageError} for one that is damaged or of a newer version
 */
export async function readFleet(file: string): Promise<Fleet | undefined> {
  if (!(await exists(file))) return undefined;
  const document = await readJson(file, 'overview');
  const version = isObject(document) ? document['schemaVersion'] : undefined;
  if (typeof version === 'number' && version > FLEET_VERSION) {
    throw new UsageError(
      `The overview ${file} is of version ${version}, and this opencx-hubspot reads version ${FLEET_VERSION}.`,
    );
  }
  return conform(fleetSchema, document, `the overview ${file}`);
}
