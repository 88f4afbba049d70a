/** What a look found: causes with who mends them and how, and what the doctor needs to be told. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { AskedScreen, Diagnosis, FoundCause, FoundFix } from '../doctor-words.ts';
import { Evidence } from './doctor-parts.ts';
import { CommandLine, Copy, Links } from './parts.ts';

interface Props {
  diagnosis: Diagnosis;
  /** What was told so far, by key. */
  answers: Readonly<Record<string, string>>;
  /** Absent where nothing can be told any more. */
  tell: ((key: string, answer: string) => void) | undefined;
  isBusy: boolean;
}

export function Findings({ diagnosis, answers, tell, isBusy }: Props): VNode {
  const { says, obstacle, mend, causes, parts, screens } = diagnosis;
  return html`<div class="findings">
    ${[obstacle, ...(mend ?? [])].map((line) => line && html`<p key=${line}><bdi>${line}</bdi></p>`)}
    ${says && html`<p>${says}</p>`}
    ${[...Map.groupBy(causes, ({ owner }) => owner)].map(
      ([owner, own]) => html`<section key=${owner}>
        <h3 class="controls">${owner} ${parts[owner] && html`<${Copy} text=${parts[owner]} name=${`Copy as a message: ${owner}`} label="Copy as a message" />`}</h3>
        ${own.map((cause) => html`<${Cause} key=${cause.id} cause=${cause} />`)}
      </section>`,
    )}
    ${
      screens.length > 0 &&
      html`<section>
        <h3>${tell ? 'To be told by you' : 'Not told by anybody'}</h3>
        ${screens.map(
          ({ where, links, questions }) => html`<fieldset key=${where}>
            <legend><bdi>${where}</bdi> <${Links} links=${links} /></legend>
            ${questions.map((question) => html`<${Question} key=${question.key} question=${question} value=${answers[question.key] ?? ''} tell=${tell} />`)}
          </fieldset>`,
        )}
        ${tell && html`<button class="button" disabled=${isBusy}>Look again with these answers</button>`}
      </section>`
    }
    ${diagnosis.evidence.length > 0 && html`<${Evidence} diagnosis=${diagnosis} />`}
  </div>`;
}

function Cause({ cause }: { cause: FoundCause }): VNode {
  const { id, title, confidence, measured, expected, fixes, follows } = cause;
  return html`<article class="verdict skip" aria-label=${id}>
    <p><b><bdi>${title}</bdi></b></p>
    <p class="dim"><code>${id}</code> · ${confidence}</p>
    <p class="sentence">Measured: <bdi>${measured}</bdi>${expected && html`<br />Expected: <bdi>${expected}</bdi>`}</p>
    ${fixes.map((fix, at) => html`<${Fix} key=${at} fix=${fix} />`)}
    ${follows.length > 0 && html`<p class="flip"><b>What follows from it:</b> <bdi>${follows.join('; ')}</bdi></p>`}
  </article>`;
}

function Fix({ fix: { label, brief, steps, links, verify } }: { fix: FoundFix }): VNode {
  return html`<div class="flip">
    <b>${label}:</b> <bdi>${brief ?? steps[0]}</bdi> <${Links} links=${links} />
    ${steps.length > 1 && html`<details><summary>${steps.length} steps</summary><ul class="steps">${steps.map((step, at) => html`<li key=${at}><bdi>${step}</bdi></li>`)}</ul></details>`}
    ${verify && html`<${CommandLine} does="Whether it worked" line=${verify} />`}
  </div>`;
}

const HOW: Readonly<Record<string, string>> = {
  number: 'a number',
  words: 'words, with commas between',
  several: 'words, with commas between',
};

interface QuestionProps {
  question: AskedScreen['questions'][number];
  value: string;
  tell: Props['tell'];
}

function Question({ question, value, tell }: QuestionProps): VNode {
  const { key, kind, text, known, instead } = question;
  const values = question.choices.map((choice) => choice.value).join(', ');
  const beside = instead ?? (known ? `Measured: ${known}` : kind === 'several' && `Of: ${values}; or none`);
  const asked = html`<span><bdi>${text}</bdi>${beside && html` <span class="dim"><bdi>${beside}</bdi></span>`}</span>`;
  if (instead || !tell) return html`<p class="question">${asked}</p>`;
  const onTell = ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
    tell(key, currentTarget.value);
  const choices = kind === 'yes-no' ? YES_NO : question.choices;
  return html`<label class="question">
    ${asked}
    ${
      choices.length > 0 && kind !== 'several'
        ? html`<select value=${value} onChange=${onTell}><option value="">not known</option>${choices.map((choice) => html`<option key=${choice.value} value=${choice.value}>${choice.name}</option>`)}</select>`
        : html`<input value=${value} onInput=${onTell} placeholder=${HOW[kind]} />`
    }
  </label>`;
}

const YES_NO = [
  { value: 'yes', name: 'yes' },
  { value: 'no', name: 'no' },
];
