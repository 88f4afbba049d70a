import { titleOf } from '../../../checks/facts.ts';
import type { Report } from '../../core/report.ts';
import { html, type Markup } from './markup.ts';

/** A check's id, leading to its row where the page has one. */
export function checkLink(id: string, { checks }: Pick<Report, 'checks'>): Markup {
  const name = html`<code>${id}</code>`;
  return Object.hasOwn(checks, id) ? html`<a href="#${checkPlace(id)}">${name}</a>` : name;
}

export function checkPlace(id: string): string {
  return `check-${id.replace('/', '-')}`;
}

/** A piece of evidence in words, leading to its row where the page has one. */
export function evidenceLink(key: string, { evidence }: Pick<Report, 'evidence'>): Markup {
  const place = evidencePlace(key, evidence);
  const title = evidenceTitle(key);
  return place === undefined ? html`<span>${title}</span>` : html`<a href="#${place}">${title}</a>`;
}

/** Numbered, because a key may be anything where a report was read from a file. */
export function evidencePlace(key: string, evidence: Report['evidence']): string | undefined {
  const index = Object.keys(evidence).indexOf(key);
  return index < 0 ? undefined : `evidence-${index + 1}`;
}

export function evidenceTitle(key: string): string {
  // With several conversations, the one that it is of stands behind the key.
  const [name = '', thread] = key.split('@');
  return thread === undefined ? titleOf(name) : `${titleOf(name)} (conversation ${thread})`;
}
