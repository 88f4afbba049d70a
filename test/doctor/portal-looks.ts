import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EvidenceSet, isAnswerKey } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import type { Source } from '../../src/core/evidence.ts';
import type { Report, ReportCheck } from '../../src/core/report.ts';
import { readBundle } from '../../src/doctor/bundle/read.ts';
import { replay } from '../../src/doctor/replay.ts';
import { select } from '../../src/doctor/selection.ts';
import { loadPortal, type PortalSummary } from '../../src/sandbox/portal/portals.ts';
import { type Outcome, runHere } from '../support/cli.ts';

/** A line of `--format ndjson`. */
export type Line = { type: string; check?: string } & Partial<ReportCheck> & Partial<Report>;

/** A file or a flag holds what a person had to know. */
function isTold(key: string, source: Source): boolean {
  return isAnswerKey(key) && (source === 'file' || source === 'given') && key !== 'connection.mode';
}

/** One run of the doctor on an emulated portal, and the same evidence judged again. */
export interface PortalLook {
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

/** Each portal is looked at once by the command line, however many tests ask what came of it. */
export class PortalLooks {
  readonly #folder = mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
  readonly #looks = new Map<string, Promise<PortalLook>>();

  at(portal: string): Promise<PortalLook> {
    const look = this.#looks.get(portal) ?? this.#look(portal);
    this.#looks.set(portal, look);
    return look;
  }

  /** The same look by somebody who knows nothing but what can be measured. */
  async withoutAnswers(portal: string, symptom: string | null): Promise<Report> {
    await this.at(portal);
    const { bundle } = await readBundle(join(await this.#folder, `${portal}.json`));
    const evidence = Object.fromEntries(
      Object.entries(bundle.evidence).filter(
        ([key, { source }]) => source !== 'stated' && !isTold(key, source),
      ),
    ) as EvidenceSet;
    const selection = select({ symptom: symptom ?? undefined, only: [], skip: [] });
    return replay({ ...bundle, evidence }, { selection, version: '0.1.0', now: () => 0 });
  }

  async forget(): Promise<void> {
    await rm(await this.#folder, { recursive: true });
  }

  async #look(portal: string): Promise<PortalLook> {
    const cwd = await this.#folder;
    const file = `${portal}.json`;
    const symptom = symptomNeeded((await loadPortal(portal)).expect);
    const run = [
      'doctor',
      ...symptom,
      '--sandbox',
      portal,
      '--no-input',
      '--format',
      'ndjson',
      '--save',
      file,
    ];
    const streamed = await runHere(run, { cwd });
    const again = await runHere(['doctor', '--from', file, '--format', 'json'], { cwd });
    const lines = streamed.out.trimEnd().split('\n');
    return {
      streamed,
      lines: lines.map((line) => JSON.parse(line) as Line),
      again,
      report: JSON.parse(again.out) as Report,
    };
  }
}
