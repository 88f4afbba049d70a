/** The controls of the page, one kind of answer each. */
import type { FormQuestion } from '../../../doctor/form/form.ts';
import { html, type Markup } from '../../html/markup.ts';

export interface FieldText {
  title: Markup;
  known: Markup | null;
}

/** @param id by which the parts of the field find one another, the same nowhere else on the page */
export function fieldOf(question: FormQuestion, id: string, text: FieldText): Markup {
  const { form } = question;
  switch (form.kind) {
    case 'yes-no':
      return choices(question, id, text, 'radio', [
        { value: 'yes', name: 'Yes' },
        { value: 'no', name: 'No' },
        OPEN,
      ]);
    case 'choice':
      return choices(question, id, text, 'radio', [...form.choices, OPEN]);
    case 'several':
      return choices(question, id, text, 'checkbox', [
        ...form.choices,
        { value: 'none', name: 'None of them' },
      ]);
    case 'number':
      return written(question, id, text, { type: 'text', hint: 'A whole number.', mode: 'numeric' });
    case 'words':
      return written(question, id, text, {
        type: 'text',
        hint: 'With commas between; none if there are none.',
      });
    case 'text':
      return written(question, id, text, { type: 'text', hint: 'Write none if it is empty.' });
    case 'secret-url':
      return written(question, id, text, { type: 'password', hint: SECRET });
  }
}

const OPEN = { value: '', name: 'I cannot tell' };
const SECRET =
  'Paste the whole address, or write none if there is none. It is a secret: this page turns it into a fingerprint at once, and neither keeps it nor puts it into the file.';

type Choices = readonly { value: string; name: string }[];

/** Where one is to be chosen, what stands last is chosen until somebody chooses. */
function choices(
  { key, form }: FormQuestion,
  id: string,
  { title, known }: FieldText,
  type: 'radio' | 'checkbox',
  all: Choices,
): Markup {
  const box = ({ value, name }: Choices[number]) =>
    type === 'radio' && value === ''
      ? html`<li><label><input type="radio" name="${id}" value="" checked="" /> <span>${name}</span></label></li>`
      : html`<li><label><input type="${type}" name="${id}" value="${value}" /> <span>${name}</span></label></li>`;
  return html`<div class="card" data-key="${key}" data-kind="${form.kind}">
<fieldset>
<legend>${title}</legend>
${known}
<ul class="choices">
${all.map(box)}
</ul>
</fieldset>
</div>`;
}

interface Control {
  type: 'text' | 'password';
  hint: string;
  mode?: 'numeric';
}

function written(
  { key, form }: FormQuestion,
  id: string,
  { title, known }: FieldText,
  { type, hint, mode = undefined }: Control,
): Markup {
  return html`<div class="card" data-key="${key}" data-kind="${form.kind}">
<label class="question" for="${id}">${title}</label>
${known}
<p class="quiet" id="${id}-hint">${hint}</p>
<input type="${type}" id="${id}" inputmode="${mode ?? 'text'}" autocomplete="off" spellcheck="false" aria-describedby="${id}-hint ${id}-note" />
<p class="note" id="${id}-note" data-note="" role="status"></p>
</div>`;
}
