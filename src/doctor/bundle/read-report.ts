import * as v from 'valibot';
import { type Report, type ReportCause, type ReportCheck, SCHEMA_VERSION } from '../../core/report.ts';
import type { Schema } from '../../core/schema.ts';
import { STATUSES } from '../../core/verdict.ts';
import { conform, text } from '../../files/shape.ts';
import { UsageError } from '../../files/usage-error.ts';

/** As much of a report as a comparison needs. Ids may be those of another version, so they are any text. */
export interface ComparableReport extends Pick<Report, 'tool' | 'startedAt' | 'portal' | 'status'> {
  symptom: string | null;
  causes: readonly ComparableCause[];
  checks: Readonly<Record<string, ComparableCheck | undefined>>;
}

export interface ComparableCause extends Pick<ReportCause, 'title' | 'confidence' | 'owner'> {
  id: string;
  checks: readonly string[];
}

export type ComparableCheck = Pick<ReportCheck, 'status' | 'title' | 'summary' | 'suppressed'>;

const OWNERS = ['hubspot-admin', 'opencx-admin', 'opencx-support', 'rep', 'wait'] as const;

const cause: Schema<ComparableCause> = v.object({
  id: text,
  checks: v.array(text, 'must be a list'),
  title: text,
  confidence: v.picklist(['confirmed', 'likely', 'possible'], 'must be a confidence'),
  owner: v.picklist(OWNERS, 'must be somebody who can act'),
});

const check: Schema<ComparableCheck> = v.object({
  status: v.picklist(STATUSES, 'must be a status'),
  title: text,
  summary: text,
  suppressed: v.exactOptional(v.object({ reason: text, expires: text })),
});

const REPORT_FILE: Schema<ComparableReport> = v.object({
  tool: v.object({ name: text, version: text }, 'must name the tool and its version'),
  startedAt: v.pipe(
    text,
    v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a time'),
  ),
  portal: v.object({
    hubId: v.exactOptional(v.number('must be a number')),
    appId: v.exactOptional(v.number('must be a number')),
    uiDomain: v.exactOptional(text),
    region: v.exactOptional(text),
  }),
  status: v.picklist(['healthy', 'problems', 'incomplete'], 'must be healthy, problems or incomplete'),
  symptom: v.nullable(text),
  causes: v.array(cause, 'must be a list'),
  checks: v.record(v.string(), check, 'must be an object'),
});

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
  return conform(REPORT_FILE, document, `the report ${file}`);
}
