import { expect } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import type { Report } from '../../../src/core/report.ts';
import { gatherFor } from '../../../src/doctor/gather-for.ts';
import { reportOn } from '../../../src/doctor/report.ts';
import { type Selection, select, withAskedFor } from '../../../src/doctor/selection.ts';
import { sandboxSettings } from '../../../src/run/sandbox/settings.ts';
import type { RunSettings } from '../../../src/run/settings.ts';
import { openWorld } from '../../../src/run/world.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { terminal } from '../../support/cli.ts';

/** One run of the doctor on an emulated portal, before anything was redacted or judged. */
export interface PortalRun {
  selection: Selection;
  settings: RunSettings;
  evidence: EvidenceSet;
  /** Epoch milliseconds. */
  startedAt: number;
  gatheredAt: number;
}

export async function runPortal(
  name: string,
  { symptom, only = [] }: { symptom?: string; only?: readonly string[] } = {},
): Promise<PortalRun> {
  const sandbox = await startSandbox(await loadPortal(name));
  try {
    const settings = await sandboxSettings(sandbox, {}, terminal().io);
    const open = await openWorld(settings, { timeoutMs: 10_000, proxy: {} });
    try {
      const selection = withAskedFor(select({ symptom, only, skip: [] }), settings.given);
      const startedAt = Date.now();
      const evidence = await gatherFor(selection, open.world, {
        measure: open.measure,
        timeoutMs: 10_000,
        deadlineAt: startedAt + 20_000,
        signal: new AbortController().signal,
      });
      return { selection, settings, evidence, startedAt, gatheredAt: Date.now() };
    } finally {
      await open.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** The report on a run as it is, or on other evidence in its place. */
export function judge(run: PortalRun, evidence: EvidenceSet = run.evidence): Report {
  return reportOn(evidence, {
    selection: run.selection,
    given: run.settings.given,
    version: '0.1.0',
    startedAt: run.startedAt,
    gatheredAt: run.gatheredAt,
    now: () => 0,
  });
}

/** What a report concludes, without the sentences that it says it in. */
function conclusionsOf(report: Report): unknown {
  return {
    status: report.status,
    summary: report.summary,
    portal: report.portal,
    causes: report.causes.map(({ title: _title, measured: _measured, expected: _expected, ...cause }) => ({
      ...cause,
      fixes: cause.fixes.map(({ kind, where, url }) => ({ kind, where, url })),
    })),
    nextTest: report.nextTest?.check ?? null,
    checks: Object.entries(report.checks).map(([id, { status, blockedBy, evidence, source }]) => ({
      id,
      status,
      blockedBy,
      evidence,
      source,
    })),
  };
}

/** Everything that a report says, in its order. */
export function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentencesOf);
}

export function expectSameConclusions(one: Report, other: Report): void {
  expect(conclusionsOf(one)).toEqual(conclusionsOf(other));
}
