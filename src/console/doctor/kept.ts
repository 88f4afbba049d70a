/** The looks that a console has taken, as long as it runs: to be shown again, compared and saved. */
import { bundleText } from '../../doctor/bundle/write.ts';
import { compareReports } from '../../doctor/compare.ts';
import { safePage } from '../../redact/printable.ts';
import { conclusionOf, partsOf } from '../../reporters/comparison/parts.ts';
import { REPORTERS, render } from '../../reporters/formats.ts';
import { STATUS_WORDS } from '../../reporters/words.ts';
import type { DoctorResult } from '../../run/doctor.ts';
import { Refusing } from '../api/route.ts';
import { clipped } from '../api/rows.ts';
import type { Compared, RunRow } from '../doctor-words.ts';

/** Of the looks, the newest; older ones are forgotten. */
const MOST_KEPT = 20;

/** A file for whoever saves one. */
export interface SavedRun {
  name: string;
  media: string;
  text: string;
}

export class KeptRuns {
  readonly #runs = new Map<number, DoctorResult>();
  #count = 0;

  /** The oldest first. */
  get rows(): RunRow[] {
    return [...this.#runs].map(
      ([
        id,
        {
          report: { startedAt, status, symptom },
        },
      ]) => ({
        id,
        at: Date.parse(startedAt),
        status,
        symptom: symptom ?? '',
      }),
    );
  }

  get last(): DoctorResult | undefined {
    return [...this.#runs.values()].at(-1);
  }

  keep(result: DoctorResult): void {
    this.#count += 1;
    this.#runs.set(this.#count, result);
    if (this.#runs.size > MOST_KEPT) this.#runs.delete(this.#count - MOST_KEPT);
  }

  /** The evidence, as `--save` writes it. @throws Refusing where there is no such run; UsageError for what holds a secret */
  async bundle(id: string | undefined): Promise<SavedRun> {
    const { report, examination, redactor } = this.#named(id);
    const name = `${nameOf(report.startedAt)}.json`;
    return { name, media: 'application/json', text: bundleText(name, examination.bundle(), redactor) };
  }

  /** The report, as `--format html` has it. @throws Refusing where there is no such run */
  async page(id: string | undefined): Promise<SavedRun> {
    const { report, redactor } = this.#named(id);
    const text = await render('html', report, { ...PLAIN, failOn: 'fail' });
    const { media, ending } = REPORTERS.html;
    const safe = safePage(redactor.findSecret(text) === null ? text : redactor.redact(text));
    return { name: `${nameOf(report.startedAt)}.${ending}`, media, text: safe };
  }

  /** What became of an earlier run's findings, as `diff` tells it. @throws Refusing where there is no such run */
  compare(before: string | undefined, after: string | undefined): Compared {
    const comparison = compareReports(this.#named(before).report, this.#named(after).report);
    const { word, line } = conclusionOf(comparison);
    return {
      word,
      line,
      cautions: comparison.cautions.map(({ text }) => said(text)),
      parts: partsOf(comparison).map(({ heading, items }) => ({
        heading,
        items: items.map(({ status, ids, text, remark }) => ({
          status: STATUS_WORDS[status] || status,
          ids: ids.join(', '),
          text: said(text),
          remark: said(remark),
        })),
      })),
    };
  }

  #named(id: string | undefined): DoctorResult {
    const run = this.#runs.get(Number(id));
    if (run) return run;
    throw new Refusing(404, 'That look is not kept here any more.', 'Look again, and save that one.');
  }
}

/** As it is drawn where no terminal is. */
const PLAIN = { width: 100, color: false, ascii: false, full: false, verbose: false };

/** @param at ISO time */
function nameOf(at: string): string {
  return `opencx-hubspot-${at.slice(0, 19).replaceAll(/[:T]/g, '-')}`;
}

/** Of a text of a report, in characters. */
const LONGEST = 2_000;

function said(text: string): string {
  return clipped(text, LONGEST);
}
