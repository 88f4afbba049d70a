/** The doctor: one button, what it found, what it needs to be told, and the checklist. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Diagnosis } from '../words.ts';
import { ask, type Refused } from './client.ts';
import { Links, RefusedNote } from './parts.ts';

export interface Doctor {
  diagnosis: Diagnosis | undefined;
  trouble: Refused | undefined;
  isLooking: boolean;
  asksMe: boolean;
  setAsksMe(asksMe: boolean): void;
  /** What was told so far, by key. */
  answers: Readonly<Record<string, string>>;
  tell(key: string, answer: string): void;
  look(): Promise<void>;
}

/** Kept above the view, so that it is there again after a look at something else. */
export function useDoctor(): Doctor {
  const [diagnosis, setDiagnosis] = useState<Diagnosis>();
  const [trouble, setTrouble] = useState<Refused>();
  const [isLooking, setLooking] = useState(false);
  const [asksMe, setAsksMe] = useState(false);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  return {
    diagnosis,
    trouble,
    isLooking,
    asksMe,
    setAsksMe,
    answers,
    tell: (key, answer) => setAnswers((before) => ({ ...before, [key]: answer })),
    look: async () => {
      setLooking(true);
      setTrouble(undefined);
      const told = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer.trim() !== ''));
      await ask<Diagnosis>('/api/doctor', { answers: told, asksMe }).then(setDiagnosis, setTrouble);
      setLooking(false);
    },
  };
}

export function DoctorView({ doctor }: { doctor: Doctor }): VNode {
  const { diagnosis, trouble, isLooking, asksMe, setAsksMe } = doctor;
  const look = (event: Event) => {
    event.preventDefault();
    void doctor.look();
  };
  return html`<form class="event doctor" onSubmit=${look}>
    <div class="controls">
      <button class="button primary" disabled=${isLooking}>${isLooking ? 'Looking …' : 'Diagnose'}</button>
      <label><input type="checkbox" checked=${asksMe} onChange=${() => setAsksMe(!asksMe)} /> Ask me what no API tells</label>
    </div>
    <${RefusedNote} trouble=${trouble} />
    ${diagnosis === undefined ? html`<p class="dim">The doctor looks at the portal as it stands now, broken or mended, and writes nothing.</p>` : html`<${Found} doctor=${doctor} diagnosis=${diagnosis} />`}
  </form>`;
}

const TONE_OF_STATUS: Readonly<Record<string, string>> = {
  problems: 'bad',
  fail: 'bad',
  crash: 'bad',
  healthy: 'good',
  pass: 'good',
  warn: 'warn',
  warnings: 'warn',
  incomplete: 'warn',
  unknown: 'warn',
  open: 'open',
};

function Standing({ status }: { status: string }): VNode {
  return html`<span class="standing ${TONE_OF_STATUS[status] ?? 'quiet'}"><i class="dot" aria-hidden="true"></i>${status}</span>`;
}

function Found({ doctor, diagnosis }: { doctor: Doctor; diagnosis: Diagnosis }): VNode {
  const { status, counts, obstacle, causes, questions, checklist } = diagnosis;
  return html`
    <div role="status"><h2><${Standing} status=${status} /> <span class="dim">${counts.join(', ')}</span></h2></div>
    ${obstacle && html`<p><bdi>${obstacle}</bdi></p>`}
    ${causes.map(
      ({
        id,
        title,
        confidence,
        owner,
        measured,
        fixes,
      }) => html`<article key=${id} class="verdict skip" aria-label=${id}>
        <p><b><bdi>${title}</bdi></b></p>
        <p class="dim"><code>${id}</code> · ${confidence} · ${owner}</p>
        <p class="sentence">Measured: <bdi>${measured}</bdi></p>
        ${fixes.map(
          ({ brief, steps, links }, at) => html`<div key=${at} class="flip">
            <b>${at === 0 ? 'Fix' : 'Or'}:</b> <bdi>${brief ?? steps[0]}</bdi> <${Links} links=${links} />
            ${steps.length > 1 && html`<details><summary>${steps.length} steps</summary><ul class="steps">${steps.map((step, line) => html`<li key=${line}><bdi>${step}</bdi></li>`)}</ul></details>`}
          </div>`,
        )}
      </article>`,
    )}
    ${
      questions.length > 0 &&
      html`<section>
        <h3>To be told by you</h3>
        ${questions.map((question) => html`<${Question} key=${question.key} question=${question} doctor=${doctor} />`)}
        <button class="button" disabled=${doctor.isLooking}>Look again with these answers</button>
      </section>`
    }
    <details>
      <summary>The checklist: ${checklist.length} checks</summary>
      <dl class="fields">${checklist.map(({ id, status: each, summary }) => html`<div key=${id}><dt><code>${id}</code></dt><dd><${Standing} status=${each} /> <bdi>${summary}</bdi></dd></div>`)}</dl>
    </details>
  `;
}

const HOW: Readonly<Record<string, string>> = {
  number: 'a number',
  words: 'words, with commas between',
  several: 'some of them, with commas between',
};

function Question({ question, doctor }: { question: Diagnosis['questions'][number]; doctor: Doctor }): VNode {
  const { key, kind, choices, text, where, links } = question;
  const value = doctor.answers[key] ?? '';
  const tell = ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
    doctor.tell(key, currentTarget.value);
  const words = kind === 'yes-no' ? ['yes', 'no'] : kind === 'choice' ? choices : [];
  return html`<label class="question">
    <span><bdi>${text}</bdi></span> <span class="dim"><bdi>${where}</bdi> <${Links} links=${links} /></span>
    ${
      words.length > 0
        ? html`<select value=${value} onChange=${tell}><option value="">not known</option>${words.map((word) => html`<option key=${word} value=${word}>${word}</option>`)}</select>`
        : html`<input value=${value} onInput=${tell} placeholder=${kind === 'several' ? choices.join(', ') : (HOW[kind] ?? '')} />`
    }
  </label>`;
}
