/** Begins the page: the key, then what is looked at, then its events. */
import { html, render } from 'htm/preact';
import type { About } from '../words.ts';
import { App } from './app.ts';
import { ask, takeKey } from './client.ts';
import { Journal } from './journal.ts';
import type { View } from './route.ts';

/** What is shown where the address says nothing; the conversations elsewhere. */
const FIRST: Partial<Record<About['kind'], View>> = { sandbox: 'portal', portal: 'doctor', bundle: 'doctor' };

let about: About | undefined;
let isAsked = false;
const journal = new Journal(show);

/** At most once for each frame, however much comes in. */
function show(): void {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    render(html`<${App} about=${about} journal=${journal} />`, document.body);
  });
}

async function begin(): Promise<void> {
  // A key that was used up is told of by the first request that is refused for want of one.
  await takeKey().catch(() => {});
  show();
  void journal.follow();
  about = await ask<About>('/api/about').catch(() => undefined);
  const first = about && FIRST[about.kind];
  if (first && location.hash === '') location.hash = `#/${first}`;
  if (about) document.title = `${about.title} · opencx-hubspot`;
  show();
}

void begin();
