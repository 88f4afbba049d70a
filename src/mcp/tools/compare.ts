/** Two runs, side by side. */
import { text } from '../../core/flags/values.ts';
import { renderComparison } from '../../reporters/comparison/formats.ts';
import { diff } from '../../run/diff.ts';
import { reading } from '../answer.ts';
import { required, word } from '../arguments.ts';
import { cutToLines, PAGE } from '../page.ts';
import type { Room } from '../room.ts';
import { defineTool } from '../tool.ts';

const SAVED = 'run such as r1, or a bundle or JSON report below a root';

export const compare = defineTool({
  name: 'compare',
  title: 'Compare two runs',
  description: 'Says what was mended, what broke and what is still open between two runs. Makes no calls.',
  takes: {
    before: required(word(text('run'), `the earlier ${SAVED}`)),
    after: required(word(text('run'), `the later ${SAVED}`)),
  },
  reachesOut: false,
  async run({ before, after }, { room, around }) {
    const runs = { before: await runOf(before, room), after: await runOf(after, room) };
    const comparison = await reading(() => diff(runs, around));
    return {
      says: comparison.worse ? 'something got worse' : 'nothing got worse',
      found: cutToLines(
        await renderComparison('text', comparison, PAGE),
        'compare two runs of one symptom to see fewer',
      ),
    };
  },
});

async function runOf(word: string, room: Room) {
  return room.runNamed(word)?.report ?? room.roots.fileNamed(word);
}
