import { createHash } from 'node:crypto';
import type { Report } from '../../core/report.ts';
import { causesSection } from './causes-section.ts';
import { checksSection } from './checks-section.ts';
import { evidenceSection } from './evidence-section.ts';
import { headerPart } from './header.ts';
import { headlineOf } from './headline.ts';
import { legendPart } from './legend.ts';
import { html, Markup } from './markup.ts';
import { pathSection } from './path-section.ts';
import { nextTestPart, questionsSection, suppressionsSection } from './questions-section.ts';
import { refusalsSection } from './refusals-section.ts';
import { markSprite } from './shapes.ts';
import { STYLES } from './styles/index.ts';

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

/**
 * A report as one file for a browser, to be attached to a ticket and read by somebody who has never seen the tool:
 * no script, nothing loaded, readable on a telephone, in the dark and on paper. It is well-formed XML, too.
 */
export function renderHtml(report: Report): string {
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<meta name="robots" content="noindex" />
<title>${titleOf(report)}</title>
<style>${new Markup(STYLES)}</style>
</head>
<body>
${markSprite()}
<main>
${[
  headerPart(report),
  pathSection(report),
  causesSection(report),
  nextTestPart(report),
  questionsSection(report),
  checksSection(report),
  suppressionsSection(report),
  refusalsSection(report),
  evidenceSection(report),
  legendPart(report),
]}
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
