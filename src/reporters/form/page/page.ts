/**
 * The form as one file for a browser: it works without a network, loads nothing, sends nothing, and gives back an answers
 * file that holds no secret.
 */
import { createHash } from 'node:crypto';
import { PLACE_OF_A_PART } from '../../../config/webhook-url.ts';
import { HIDDEN } from '../../../core/stand-ins.ts';
import type { Form, FormQuestion, FormScreen } from '../../../doctor/form/form.ts';
import { urlTexts } from '../../../redact/url-texts.ts';
import { html, link, Markup, sentence, withArrows } from '../../html/markup.ts';
import { counted } from '../../words.ts';
import { askedOf, questionText, TITLE, WHY } from '../words.ts';
import { fieldOf } from './fields.ts';
import { runPage } from './script.ts';
import { STYLES } from './styles.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What the page runs: functions of this tool, as they stand. */
const SCRIPT = `(${runPage})({ textsOf: ${urlTexts}, hidden: ${HIDDEN}, placeOfAPart: ${PLACE_OF_A_PART}, withoutSecrets: ${withoutSecrets} });`;

/** The one script and the one style sheet are let in by their digests; everything else is shut out. */
const POLICY = [
  "default-src 'none'",
  `script-src '${digestOf(SCRIPT)}'`,
  `style-src '${digestOf(STYLES)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

export function renderPageForm(form: Form): string {
  const { portal, written, screens } = form;
  const about = portal === undefined ? '' : ` (account ${portal})`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<meta name="robots" content="noindex" />
<title>${TITLE}${about}</title>
<style>${new Markup(STYLES)}</style>
</head>
<body>
<main data-portal="${portal ?? ''}" data-asked="${written}">
${headPart(form)}
<form id="form" novalidate="">
<div class="card">
<label class="question" for="by">Your name</label>
<p class="quiet" id="by-hint">So that we know whom to ask. It may stay empty.</p>
<input type="text" id="by" autocomplete="name" aria-describedby="by-hint" />
</div>
${screens.map((screen, index) => screenPart(screen, index + 1))}
<section class="screen" aria-labelledby="remarks-heading">
<h2 id="remarks-heading">Anything else</h2>
<div class="card">
<label class="question" for="remarks">What else should we know?</label>
<textarea id="remarks" rows="4"></textarea>
</div>
</section>
<div class="give">
<button type="submit" class="first">Save the answers as a file</button>
<p id="status" role="status"></p>
<div id="copy" hidden="">
<label for="text">The same answers as text, to send where a file cannot be sent</label>
<textarea id="text" readonly="" rows="12"></textarea>
<button type="button" id="select">Select the text</button>
</div>
</div>
</form>
</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

function headPart({ portal, written, screens }: Form): Markup {
  const count = screens.reduce((sum, { questions }) => sum + questions.length, 0);
  const place = portal === undefined ? '' : `HubSpot account ${portal}. `;
  return html`<header class="head">
<h1>${TITLE}</h1>
<p>${WHY} Each screen below is opened once. Leave open what you do not know: no answer is better than a guess.</p>
<p class="quiet">${place}${counted(count, 'question')} on ${counted(screens.length, 'screen')}, asked on ${written}. What you enter stays in this page: it works offline and sends nothing anywhere. At the end it saves a file, and you send that back.</p>
<noscript><p>This page needs JavaScript, which is switched off here. Ask for the questions as text instead (a file that ends in .md).</p></noscript>
</header>`;
}

function screenPart(screen: FormScreen, number: number): Markup {
  const { where, url } = screen.place;
  const who = askedOf(screen);
  return html`<section class="screen" aria-labelledby="screen-${number}">
<h2 id="screen-${number}">${number}. ${withArrows(where)}</h2>
${url === undefined && who === '' ? null : html`<p class="quiet where">${url === undefined ? null : link(url, url)} ${who === '' ? null : html`<span>For: ${who}.</span>`}</p>`}
${screen.questions.map((question, index) => questionPart(question, `q${number}-${index + 1}`))}
</section>`;
}

function questionPart(question: FormQuestion, id: string): Markup {
  const { known } = question;
  return fieldOf(question, id, {
    title: sentence(questionText(question)),
    known: known === undefined ? null : html`<p class="quiet">Known: ${known}</p>`,
  });
}
