/** What a look found: causes with who mends them and how, and what the doctor needs to be told. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Diagnosis } from '../doctor-words.ts';
import { Links } from './parts.ts';

interface Props {
  diagnosis: Diagnosis;
  /** What was told so far, by key. */
  answers: Readonly<Record<string, string>>;
  tell(key: string, answer: string): void;
  isBusy: boolean;
}

export function Findings({ diagnosis, answers, tell, isBusy }: Props): VNode {
  const { says, obstacle, causes, questions } = diagnosis;
  return html`<div class="findings">
    ${obstacle && html`<p><bdi>${obstacle}</bdi></p>`}
    ${says && html`<p>${says}</p>`}
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
        ${questions.map((question) => html`<${Question} key=${question.key} question=${question} value=${answers[question.key] ?? ''} tell=${tell} />`)}
        <button class="button" disabled=${isBusy}>Look again with these answers</button>
      </section>`
    }
  </div>`;
}

const HOW: Readonly<Record<string, string>> = {
  number: 'a number',
  words: 'words, with commas between',
  several: 'some of them, with commas between',
};

interface QuestionProps {
  question: Diagnosis['questions'][number];
  value: string;
  tell: Props['tell'];
}

function Question({ question, value, tell }: QuestionProps): VNode {
  const { key, kind, choices, text, where, links } = question;
  const onTell = ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
    tell(key, currentTarget.value);
  const words = kind === 'yes-no' ? ['yes', 'no'] : kind === 'choice' ? choices : [];
  return html`<label class="question">
    <span><bdi>${text}</bdi></span> <span class="dim"><bdi>${where}</bdi> <${Links} links=${links} /></span>
    ${
      words.length > 0
        ? html`<select value=${value} onChange=${onTell}><option value="">not known</option>${words.map((word) => html`<option key=${word} value=${word}>${word}</option>`)}</select>`
        : html`<input value=${value} onInput=${onTell} placeholder=${kind === 'several' ? choices.join(', ') : (HOW[kind] ?? '')} />`
    }
  </label>`;
}
