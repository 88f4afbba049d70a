/**
 * The report as one file for a browser, to be attached to a ticket and read by somebody who has never seen the tool:
 * no script, nothing loaded, readable on a telephone, in the dark and on paper. It is well-formed XML, too.
 */
import { createHash } from 'node:crypto';
import type { Report } from '../../core/report.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { STATUS_WORDS } from '../words.ts';
import { causesSection } from './causes.ts';
import { checksSection } from './checks.ts';
import { evidenceSection } from './evidence.ts';
import { headerPart, headlineOf } from './header.ts';
import { logSections } from './log.ts';
import { type Content, html, Markup } from './markup.ts';
import { ownersSection } from './owners.ts';
import { pathSection } from './path.ts';
import { answersSection, nextTestPart, questionsSection, suppressionsSection } from './questions.ts';
import { badge, markSprite } from './shapes.ts';
import { STYLES } from './styles.ts';

/**
 * The one style sheet is let in by its digest and everything else is shut out, so that the page could load and run
 * nothing even if an answer from the network had found a way into it.
 */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLES).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as a page, ending with a newline. */
export function renderHtml(report: Report): string {
  return renderPage(titleOf(report), reportParts(report));
}

/** The parts of a page on one run. */
export function reportParts(report: Report): Content[] {
  return [
    headerPart(report),
    // A log shows one station of the way.
    report.log ? null : pathSection(report),
    causesSection(report),
    ...logSections(report),
    nextTestPart(report),
    questionsSection(report),
    answersSection(report),
    ownersSection(report),
    checksSection(report),
    suppressionsSection(report),
    evidenceSection(report),
    legendPart(report),
  ];
}

/** Parts that stand alone, as a page. */
export function renderPage(title: string, parts: readonly Content[]): string {
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<meta name="robots" content="noindex" />
<title>${title}</title>
<style>${new Markup(STYLES)}</style>
</head>
<body>
${markSprite()}
<main>
${parts}
</main>
</body>
</html>
`;
  return page.text;
}

function titleOf(report: Report): string {
  const { hubId } = report.portal;
  const place = hubId === undefined ? '' : ` (portal ${hubId})`;
  return `${report.status}: ${headlineOf(report).verdict}${place}`;
}

const MEANINGS: Readonly<Record<Status, string>> = {
  pass: 'The claim holds.',
  warn: 'It works, and somebody should look at it.',
  fail: 'The claim does not hold: this is broken.',
  unknown: 'It was looked for and could not be told, for example because of a timeout. It accuses nobody.',
  blocked: 'It cannot be told before another check holds.',
  manual: 'No measurement can tell it; a person has to look.',
  na: 'It does not apply to this portal or conversation.',
  crash: 'The check itself failed, which is a fault of the tool.',
};

/** For readers who have never seen such a report. */
function legendPart({ tool, log }: Report): Markup {
  const looked = log
    ? "went through the calls in the log, judged by HubSpot's own answers,"
    : 'looked at each station on the way of a message, compared what it measured with what OpenCX and HubSpot document,';
  return html`<footer>
<details class="plain">
<summary>How to read this page</summary>
<p>${tool.name} ${looked} and put the causes that fit in order. A cause is confirmed when it was measured, likely when it rests on a person's word or on strong signs, possible when it is a hint that a test should settle.</p>
<dl class="legend">
${STATUSES.map((status) => html`<div><dt>${badge(status)} ${STATUS_WORDS[status] || 'pass'}</dt><dd>${MEANINGS[status]}</dd></div>`)}
</dl>
</details>
<p class="quiet">Tokens and webhook addresses are left out of every report. This page stands alone: it loads nothing from anywhere. Written by ${tool.name} ${tool.version}.</p>
</footer>`;
}
