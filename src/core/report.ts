import type { ApiLog } from './api-log.ts';
import type { EvidenceError, Source } from './evidence.ts';
import type { SuppressedBy, SuppressionUse } from './suppression.ts';
import type { Confidence, Status } from './verdict.ts';

export const SCHEMA_VERSION = 1;

/** Who can act on a cause. */
export type Party = 'hubspot-admin' | 'opencx-admin' | 'opencx-support' | 'rep' | 'wait';

export interface Fix {
  kind: 'manual' | 'command' | 'wait';
  /** In the order in which they are done. */
  steps: string[];
  /** The screen, in words. */
  where?: string;
  /** Deep link, built from the portal's own uiDomain. */
  url?: string;
}

export interface ReportCause {
  id: string;
  checks: string[];
  title: string;
  confidence: Confidence;
  owner: Party;
  measured: string;
  expected: string;
  evidence: string[];
  /** Ids of checks whose verdict speaks against it. */
  against: string[];
  fixes: Fix[];
  /** The cause of which this one is the consequence; null for a root cause. */
  followsFrom: string | null;
  /** Symptoms that it explains. */
  explains: string[];
}

export interface ReportCheck {
  status: Status;
  title: string;
  summary: string;
  measured: string | null;
  expected: string | null;
  evidence: string[];
  /** Best source among the evidence. */
  source: Source | null;
  blockedBy: string | null;
  /** What to ask a person, with status `manual`. */
  question: string | null;
  docs: string;
  durationMs: number;
  /** A failure that somebody has accepted for a while: shown, and counted nowhere. */
  suppressed?: SuppressedBy;
}

export interface ReportEvidence {
  source: Source;
  at: string;
  outcome: 'ok' | 'missing' | 'error';
  error?: EvidenceError;
  /** What would have to be given, with outcome `missing`. */
  why?: string;
  /** File name, or who stated it. */
  origin?: string;
  stale?: boolean;
  durationMs: number;
  calls: number;
}

/** The one document that every format is made from; users script against its JSON form. */
export interface Report {
  schemaVersion: typeof SCHEMA_VERSION;
  tool: { name: string; version: string };
  startedAt: string;
  durationMs: number;
  portal: { hubId?: number; appId?: number; uiDomain?: string; region?: string };
  symptom: string | null;
  status: 'healthy' | 'problems' | 'incomplete';
  /** Checks by status; suppressed ones are left out. */
  summary: Record<Status, number>;
  /** First = most likely. */
  causes: ReportCause[];
  /** What would tell the leading causes apart, or null. */
  nextTest: { check: string; question: string } | null;
  /** In the order of the checklist that was run. */
  checks: Record<string, ReportCheck>;
  evidence: Record<string, ReportEvidence>;
  calls: number;
  /** With a file of suppressions only. */
  suppressions?: SuppressionUse;
  /** What `logs` read; absent elsewhere. */
  log?: ApiLog;
}
