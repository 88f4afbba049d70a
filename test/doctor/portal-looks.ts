import { type EvidenceSet, isAnswerKey } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import type { Source } from '../../src/core/evidence.ts';
import type { Report, ReportCheck } from '../../src/core/report.ts';
import type { Bundle } from '../../src/doctor/bundle/bundle.ts';
import { replay } from '../../src/doctor/replay.ts';
import { select } from '../../src/doctor/selection.ts';
import { loadPortal, type PortalSummary } from '../../src/sandbox/portal/portals.ts';
import { type Outcome, runHere } from '../support/cli.ts';
import { PortalInProcess } from './foreign/portal-in-process.ts';

/** A line of `--format ndjson`. */
export type Line = { type: string; check?: string } & Partial<ReportCheck> & Partial<Report>;

/** A file or a flag holds what a person had to know. */
function isTold(key: string, source: Source): boolean {
  return isAnswerKey(key) && (source === 'file' || source === 'given') && key !== 'connection.mode';
}

/** One look of the doctor at an emulated portal, without a socket. */
export interface PortalLook {
  report: Report;
  bundle: Bundle;
}

/** The same by the command line, over real sockets, and what it saved judged again. */
export interface TypedLook {
  streamed: Outcome;
  lines: Line[];
  /** `--from` what the run saved. */
  again: Outcome;
  report: Report;
}

/** What a check finds that is looked at only under its symptom is found by no other run: the words that such a run needs. */
export function symptomNeeded({
  causes: [cause],
  symptom,
}: Pick<PortalSummary, 'causes' | 'symptom'>): string[] {
  const finders = CHECKS.filter(({ causes }) => causes.some((id) => id === cause));
  const isHidden = finders.length > 0 && finders.every(({ onlyUnder }) => onlyUnder !== undefined);
  return isHidden && symptom !== null ? [symptom] : [];
}

/** Each portal is looked at once, however many tests ask what came of it. */
export class PortalLooks {
  readonly #looks = new Map<string, Promise<PortalLook>>();

  at(portal: string): Promise<PortalLook> {
    const look = this.#looks.get(portal) ?? lookAt(portal);
    this.#looks.set(portal, look);
    return look;
  }

  /** The same look by somebody who knows nothing but what can be measured. */
  async withoutAnswers(portal: string, symptom: string | null): Promise<Report> {
    const { bundle } = await this.at(portal);
    const evidence = Object.fromEntries(
      Object.entries(bundle.evidence).filter(
        ([key, { source }]) => source !== 'stated' && !isTold(key, source),
      ),
    ) as EvidenceSet;
    const selection = select({ symptom: symptom ?? undefined, only: [], skip: [] });
    return replay({ ...bundle, evidence }, { selection, version: '0.1.0', now: () => 0 });
  }
}

async function lookAt(name: string): Promise<PortalLook> {
  const portal = await PortalInProcess.load(name);
  const [symptom] = symptomNeeded((await loadPortal(name)).expect);
  const selection = select({ symptom, only: [], skip: [] });
  const examination = await portal.look(undefined, { selection });
  return { report: examination.report(), bundle: examination.bundle() };
}

/** @param cwd where the run may be saved */
export async function lookByCommand(portal: string, cwd: string): Promise<TypedLook> {
  const file = `${portal}.json`;
  const symptom = symptomNeeded((await loadPortal(portal)).expect);
  const asked = ['doctor', ...symptom, '--sandbox', portal, '--no-input'];
  const streamed = await runHere([...asked, '--format', 'ndjson', '--save', file, '--keep-names'], { cwd });
  const again = await runHere(['doctor', '--from', file, '--format', 'json'], { cwd });
  const lines = streamed.out.trimEnd().split('\n');
  return {
    streamed,
    lines: lines.map((line) => JSON.parse(line) as Line),
    again,
    report: JSON.parse(again.out) as Report,
  };
}
