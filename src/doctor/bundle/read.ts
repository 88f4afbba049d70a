import { CHECK_IDS } from '../../../checks/index.ts';
import { SYMPTOM_IDS } from '../../../checks/symptoms.ts';
import { isObject } from '../../core/json.ts';
import { readJson } from '../../files/document.ts';
import { conform } from '../../files/shape.ts';
import { UsageError } from '../../files/usage-error.ts';
import { BUNDLE_VERSION, type Bundle } from './bundle.ts';
import { BUNDLE_FILE, readEvidence } from './schema.ts';
import { withAbsent } from './told-absent.ts';

/** A bundle as far as this version understands it. */
export interface ReadBundle {
  bundle: Bundle;
  /** Names of evidence, checks and a symptom that are not known here, or not what their names say. */
  leftOut: string[];
}

/** @throws {UsageError} that says why the file is no bundle, or cannot be read */
export async function readBundle(file: string): Promise<ReadBundle> {
  const document = await readJson(file, 'bundle');
  if (isReport(document)) {
    throw new UsageError(`${file} is a report, which holds no evidence and cannot be judged again.`, {
      hint: 'Save the evidence of a run with `opencx-hubspot doctor --save FILE`.',
    });
  }
  return parseBundle(document, file);
}

/** As `readBundle`, for a document that has been read. */
export function parseBundle(document: unknown, file: string): ReadBundle {
  const version = versionOf(document);
  if (version === undefined) {
    throw new UsageError(`${file} is no bundle: it does not say which version of a bundle it is.`, {
      hint: 'Save one with `opencx-hubspot doctor --save FILE`.',
    });
  }
  if (version > BUNDLE_VERSION) {
    throw new UsageError(
      `${file} is a bundle of version ${version}, and this opencx-hubspot reads version ${BUNDLE_VERSION}.`,
      { hint: 'Update opencx-hubspot to read it.' },
    );
  }
  const {
    evidence: entries,
    selection,
    context,
    suppressions,
    ...rest
  } = conform(BUNDLE_FILE, document, `the bundle ${file}`);
  const { evidence, leftOut } = readEvidence(entries);
  const symptom = sortIds(SYMPTOM_IDS, selection.symptom === null ? [] : [selection.symptom]);
  const checks = sortIds(CHECK_IDS, selection.checks);
  const skipped = sortIds(CHECK_IDS, selection.skipped);
  return {
    bundle: {
      ...rest,
      selection: { symptom: symptom.known[0] ?? null, checks: checks.known, skipped: skipped.known },
      context,
      ...(suppressions && { suppressions: suppressions.filter(isKnown) }),
      evidence: withAbsent({ evidence, checks: checks.known, savedAt: rest.savedAt }),
    },
    leftOut: [...leftOut, ...symptom.unknown, ...checks.unknown, ...skipped.unknown],
  };
}

/** Whether a saved document is a bundle; nothing is said of whether it can be read. */
export function isBundle(document: unknown): boolean {
  return versionOf(document) !== undefined;
}

/** Whether a saved document is a report. */
export function isReport(document: unknown): boolean {
  return isObject(document) && !isBundle(document) && 'schemaVersion' in document && 'checks' in document;
}

function versionOf(document: unknown): number | undefined {
  const version = isObject(document) ? document['bundleVersion'] : undefined;
  return typeof version === 'number' ? version : undefined;
}

function sortIds<T extends string>(
  ids: readonly T[],
  names: readonly string[],
): { known: T[]; unknown: string[] } {
  const isKnown = (name: string): name is T => (ids as readonly string[]).includes(name);
  return { known: names.filter(isKnown), unknown: names.filter((name) => !isKnown(name)) };
}

/** One for a check that a later version added covers nothing here. */
function isKnown<T extends { check: string }>(entry: T): entry is T & { check: string } {
  return CHECK_IDS.some((id) => id === entry.check);
}
