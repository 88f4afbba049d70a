import { describe, expect, it } from 'vitest';
import { CONNECTION_MODES, MODE_SOURCES, PAGES } from '../../src/core/connection.ts';
import type { Report } from '../../src/core/report.ts';
import { connectionNote } from '../../src/reporters/connection.ts';
import { renderMarkdown } from '../../src/reporters/markdown/report.ts';
import { renderText } from '../../src/reporters/text/report.ts';
import { report } from './build.ts';

function connected(mode: Report['connection']['mode'], by: Report['connection']['by']): Report {
  return report({ checks: [], status: 'incomplete', connection: { mode, by, page: PAGES[mode] } });
}

describe('what of the page a report goes by', () => {
  it.each(CONNECTION_MODES.flatMap((mode) => MODE_SOURCES.map((by) => [mode, by] as const)))(
    '%s, %s: is said unless it is the case that the page begins with and somebody has said so',
    (mode, by) => {
      const note = connectionNote(connected(mode, by));
      if (mode === 'legacy-app' && by === 'said') return expect(note).toBeUndefined();
      expect(note).toContain(PAGES[mode]);
      expect(note?.includes('--mode')).toBe(by === 'assumed');
    },
  );

  it('stands under the header for people', () => {
    const oauth = connected('oauth', 'said');
    const text = renderText(oauth, { width: 100, full: false, color: false, ascii: true } as never);
    for (const printed of [text, renderMarkdown(oauth)]) {
      expect(printed.replaceAll(/\s+/g, ' ')).toContain(`This goes by ${PAGES.oauth}.`);
    }
  });
});
