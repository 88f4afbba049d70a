/**
 * What the page of a form does, in the reader's browser: its text goes into the page as it stands, so each function in
 * here names nothing from outside but what it is handed and what every browser has.
 */
import type { UrlTexts } from '../../../redact/url-texts.ts';

/** An element, as far as it is used here. */
interface Element {
  id: string;
  value: string;
  checked: boolean;
  textContent: string | null;
  hidden: boolean;
  href: string;
  download: string;
  dataset: Record<string, string | undefined>;
  click(): void;
  focus(): void;
  select(): void;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  addEventListener(name: string, listener: (event: { preventDefault(): void }) => void): void;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

declare const document: Element & {
  createElement(name: string): Element;
  getElementById(id: string): Element | null;
};
declare const window: Pick<Element, 'addEventListener'>;

/** What is known of webhook URLs here, and is not in the browser. */
export interface UrlRules {
  textsOf(url: string): UrlTexts | undefined;
  /** Signs of a URL of which a part is hidden or was never put in. */
  hidden: RegExp;
  placeOfAPart: RegExp;
  /** A text without what may be a webhook URL or a key. */
  withoutSecrets(text: string): string;
}

/** Takes what is filled in, and gives it back as an answers file. A webhook URL leaves its field as a fingerprint only. */
export function runPage({ textsOf, hidden, placeOfAPart, withoutSecrets }: UrlRules): void {
  /** By key. */
  const fingerprints = new Map<string, string>();
  let isSaved = true;

  const digest = async (text: string): Promise<string> => {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  const fingerprintOf = async (url: string): Promise<string> => {
    if (url.toLowerCase() === 'none') return 'none';
    const texts = hidden.test(url) || placeOfAPart.test(url) ? undefined : textsOf(url);
    if (!texts)
      throw new Error('This is not a whole address, from https:// on. Show it in full and copy all of it.');
    if (globalThis.crypto?.subtle === undefined)
      throw new Error(
        'This browser makes no fingerprints for a page that was opened in this way. Save the page as a file and open that file.',
      );
    const { scheme, host, whole, organization } = texts;
    const of = organization === undefined ? 'none' : await digest(organization);
    return `redacted:${scheme}${host}:sha256-${await digest(whole)}:org-${of}`;
  };

  const tell = (question: Element, said: string, isWrong: boolean) => {
    const note = question.querySelector('[data-note]');
    const field = question.querySelector('input, textarea');
    if (note) note.textContent = said;
    if (isWrong) field?.setAttribute('aria-invalid', 'true');
    else field?.removeAttribute('aria-invalid');
  };

  /** The address is gone from the page as soon as it has been read. */
  const takeUrl = async (question: Element, field: Element): Promise<void> => {
    const url = field.value.trim();
    const key = question.dataset['key'] ?? '';
    if (url === '') {
      // A fingerprint that was taken stays; what could not be used is gone.
      if (question.querySelector('[aria-invalid]')) tell(question, '', false);
      return;
    }
    try {
      const fingerprint = await fingerprintOf(url);
      fingerprints.set(key, fingerprint);
      field.value = '';
      tell(
        question,
        fingerprint === 'none'
          ? 'Taken: there is none.'
          : 'Taken as a fingerprint. The address itself is not kept; paste again to change it.',
        false,
      );
    } catch (error) {
      fingerprints.delete(key);
      tell(question, error instanceof Error ? error.message : String(error), true);
    }
  };

  const expectNumber = (question: Element, field: Element): void => {
    const text = field.value.trim();
    const isWrong = text !== '' && !/^\d+$/.test(text);
    tell(question, isWrong ? 'Only a whole number can be used here.' : '', isWrong);
  };

  /** As it stands in the answers file; '' where the question is left open. */
  const answerIn = (question: Element): string => {
    const { key = '', kind } = question.dataset;
    if (kind === 'secret-url') return quoted(fingerprints.get(key) ?? '');
    const ticked = [...question.querySelectorAll('input:checked')].map(({ value }) => value);
    if (kind === 'several') return ticked.includes('none') ? 'none' : listed(ticked);
    if (kind === 'yes-no' || kind === 'choice') return ticked[0] ?? '';
    const text = question.querySelector('input')?.value.trim() ?? '';
    return kind === 'number' && /^\d+$/.test(text) ? text : quoted(withoutSecrets(text));
  };

  const quoted = (text: string): string => (text === '' ? '' : JSON.stringify(text));
  const listed = (words: readonly string[]): string => (words.length === 0 ? '' : `[${words.join(', ')}]`);
  const entered = (id: string): string => withoutSecrets(document.getElementById(id)?.value.trim() ?? '');

  const questions = [...document.querySelectorAll('[data-key]')];
  const { portal = '', asked = '' } = document.querySelector('main')?.dataset ?? {};

  const answersText = (): { text: string; count: number } => {
    const answers = questions.map((question) => [question.dataset['key'], answerIn(question)]);
    const fields = [
      ['portal', portal],
      ['asked', asked],
      ['answered', new Date().toISOString()],
      ['by', quoted(entered('by'))],
      ['remarks', quoted(entered('remarks'))],
    ].filter(([, value]) => value !== '');
    const lines = [
      '# Answers to questions about OpenCX and HubSpot',
      ...fields.map(([name, value]) => `${name}: ${value}`),
      'answers:',
      ...answers.map(([key, value]) => `  ${key}:${value === '' ? '' : ` ${value}`}`),
    ];
    return { text: `${lines.join('\n')}\n`, count: answers.filter(([, value]) => value !== '').length };
  };

  /** What was pasted and not yet taken, where somebody saves without leaving the field. */
  const takeUrls = () =>
    Promise.all(
      questions
        .filter(({ dataset }) => dataset['kind'] === 'secret-url')
        .map((question) => {
          const field = question.querySelector('input');
          return field ? takeUrl(question, field) : undefined;
        }),
    );

  const isStopped = (): boolean => {
    const wrong = document.querySelector('[aria-invalid="true"]');
    wrong?.focus();
    if (wrong)
      say('One answer cannot be used as it stands: it is marked, with the reason. Mend it or empty it.');
    return wrong !== null;
  };

  const say = (text: string) => {
    const status = document.getElementById('status');
    if (status) status.textContent = text;
  };

  const show = (text: string) => {
    const box = document.getElementById('text');
    const place = document.getElementById('copy');
    if (!box || !place) return;
    box.value = text;
    place.hidden = false;
  };

  const save = async (): Promise<void> => {
    await takeUrls();
    if (isStopped()) return;
    const { text, count } = answersText();
    const name = `answers${portal === '' ? '' : `-${portal}`}-${new Date().toISOString().slice(0, 10)}.yaml`;
    const anchor = document.createElement('a');
    anchor.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
    anchor.download = name;
    anchor.click();
    show(text);
    isSaved = true;
    const leftOut = text.includes('[left-out]')
      ? ' An address or a key that you typed is not in the file: it may be a secret.'
      : '';
    say(
      `${count} of ${questions.length} questions answered. Send the file ${name} back; it was saved where your browser saves files. If there is none, copy the text below and send that.${leftOut}`,
    );
  };

  for (const question of questions) {
    const { kind } = question.dataset;
    for (const field of question.querySelectorAll('input')) {
      if (kind === 'secret-url') field.addEventListener('change', () => void takeUrl(question, field));
      if (kind === 'number') field.addEventListener('change', () => expectNumber(question, field));
    }
    const nothing = question.querySelector('input[value="none"]');
    if (kind !== 'several' || !nothing) continue;
    for (const box of question.querySelectorAll('input'))
      box.addEventListener('change', () => {
        if (!box.checked) return;
        if (box === nothing)
          for (const other of question.querySelectorAll('input')) other.checked = other === box;
        else nothing.checked = false;
      });
  }
  const form = document.getElementById('form');
  form?.addEventListener('input', () => {
    isSaved = false;
  });
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    void save();
  });
  document.getElementById('select')?.addEventListener('click', () => {
    const box = document.getElementById('text');
    box?.focus();
    box?.select();
  });
  window.addEventListener('beforeunload', (event) => {
    if (!isSaved) event.preventDefault();
  });
}
