/** A story whose end does not come. */
import { expect, test, vi } from 'vitest';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';

/** The minute that a story waits is made short; all else is as users have it. */
vi.mock(import('../../../src/sandbox/stories/play.ts'), async (original) => {
  const play = await original();
  return {
    ...play,
    playStory: (played, story, options) => play.playStory(played, story, { ...options, timeoutMs: 300 }),
  };
});

test('it says what was waited for, and what was found', async () => {
  const cwd = await folderWith({ 'mute.yaml': 'rules: [{ silent: true }]' });
  const args = ['engine', 'start', '--sandbox', 'healthy-email', '--no-delays', '--responder', 'mute.yaml'];
  const { code, out, err } = await runHere(args, { cwd });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/\nStep 2 waited in vain\. the AI has replied: 1 \(found: 0\); [^\n]+\n/);
  expect(out).not.toContain('came to its end');
  expect(out).toMatch(/\n\d+ received: [^\n]+, 0 failed\n$/);
});
