import type { Page } from '../../core/page.ts';
import { outlineOfCause } from './cause.ts';
import { outlineOfCheck } from './check.ts';
import { outlineOfRule, outlineOfSkip } from './engine.ts';
import type { Outline } from './outline.ts';
import { outlineOfSymptom } from './symptom.ts';

/** What a page says, whichever kind it is of. */
export function outlineOf(page: Page): Outline {
  switch (page.kind) {
    case 'check':
      return outlineOfCheck(page);
    case 'cause':
      return outlineOfCause(page);
    case 'symptom':
      return outlineOfSymptom(page);
    case 'rule':
      return outlineOfRule(page);
    case 'skip':
      return outlineOfSkip(page);
  }
}
