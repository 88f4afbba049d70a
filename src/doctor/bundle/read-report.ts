import * as v from 'valibot';
import { causeSchema, checkSchema, reportSchema, SCHEMA_VERSION } from '../../core/report.ts';
import { byName, list } from '../../core/schema.ts';
import { conform } from '../../files/shape.ts';
import { UsageError } from '../../files/usage-error.ts';

const comparableCause = v.pick(causeSchema, ['id', 'checks', 'title', 'confidence', 'owner']);
const comparableCheck = v.pick(checkSchema, ['status', 'title', 'summary', 'suppressed']);
const comparableReport = v.object(
  {
    ...v.pick(reportSchema, ['tool', 'startedAt', 'portal', 'status', 'symptom']).entries,
    causes: list(comparableCause),
    checks: byName(comparableCheck),
  },
  reportSchema.message,
);

/** As much of a report as a comparison needs: what another version may not have written is not asked for. */
export type ComparableReport = v.InferOutput<typeof comparableReport>;
export type ComparableCause = v.InferOutput<typeof comparableCause>;
export type ComparableCheck = v.InferOutput<typeof comparableCheck>;

/**
 * A report that was saved as JSON.
 *
 * @throws {UsageError} that says what in it is not as in a report
 */
export function parseReport(document: unknown, file: string): ComparableReport {
  const version = (document as { schemaVersion?: unknown }).schemaVersion;
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    throw new UsageError(
      `${file} is a report of version ${version}, and this opencx-hubspot reads version ${SCHEMA_VERSION}.`,
      { hint: 'Update opencx-hubspot to read it.' },
    );
  }
  return conform(comparableReport, document, `the report ${file}`);
}
