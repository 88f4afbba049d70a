/** What became of one cause since a run that showed it. */
import { text } from '../../core/flags/values.ts';
import { renderComparison } from '../../reporters/comparison/formats.ts';
import { causeNamed, recheck as lookAgain, type RecheckResult } from '../../run/recheck.ts';
import { accessOf, aroundFor, PORTAL_MEANT, pointedTo, RECORD_MEANT } from '../access.ts';
import { reading } from '../answer.ts';
import { ANSWERS } from '../answers.ts';
import { required, word } from '../arguments.ts';
import { lookOf } from '../looking.ts';
import { PAGE } from '../page.ts';
import type { Room } from '../room.ts';
import type { Access, Run } from '../run.ts';
import { defineTool } from '../tool.ts';

const takes = {
  cause: required(word(text('cause'), 'id of the cause that was to be mended')),
  run: required(word(text('run'), 'run that showed it, such as r1; or a bundle file below a root')),
  answers: ANSWERS,
  contact: RECORD_MEANT.contact,
  ...PORTAL_MEANT,
};

export const recheck = defineTool({
  name: 'recheck',
  title: 'See whether a cause is mended',
  description:
    'Looks again at what can clear one cause, and at nothing else, and says: mended, still there, or what it takes to tell. Call it after somebody has done what a fix says.',
  takes,
  reachesOut: true,
  async run({ cause: named, run: word, answers, ...meant }, { room, around }) {
    const cause = causeNamed(named);
    const run = room.runNamed(word);
    const own = accessOf({ ...meant, ...pointedTo(answers?.pointed) }, room, answers?.typed);
    const access = run ? like(run, own) : own;
    const from = run ? `run ${run.id}` : await room.roots.fileNamed(word);
    const look = () =>
      lookAgain(
        { ...lookOf(access, room), cause, from, ...(run && { atHand: run.bundle }) },
        aroundFor(access, around),
      );
    const result = await (run ? look() : reading(look));
    return told(cause, result, keptAs(room, access, result));
  },
});

/** The same portal and record as before, with what is said this time on top; new answers stand in the place of old ones. */
function like({ access }: Run, own: Access): Access {
  const isElsewhere = own.sandbox !== undefined || own.flags.profile !== undefined;
  if (isElsewhere) return own;
  const said = own.flags.answer ?? [];
  const before = (access.flags.answer ?? []).filter(({ key }) => said.every((one) => one.key !== key));
  const answer = [...before, ...said];
  return {
    ...access,
    flags: { ...access.flags, ...own.flags, ...(answer.length > 0 && { answer }) },
  };
}

function keptAs(room: Room, access: Access, { report, examination }: RecheckResult): string {
  return room.keep({ report, bundle: examination.bundle(), access }).id;
}

async function told(cause: string, { comparison, standing, untold }: RecheckResult, id: string) {
  const missing = [...(untold?.questions ?? []), ...(untold?.reasons ?? [])];
  const words = {
    mended: `${cause} is mended`,
    'still-there': `${cause} is still there`,
    accepted: `${cause} is still there, and accepted for a while`,
    untold: `whether ${cause} is mended could not be told`,
  };
  const next = {
    mended: 'call diagnose again, to see whether anything else is wrong',
    'still-there':
      'have the fix checked: whether it was saved, and five minutes have passed; then call recheck again',
    accepted: 'nothing to do',
    untold: 'find out what is named above, then call recheck again with answers',
  };
  const found = await renderComparison('text', comparison, PAGE);
  return {
    says: `run ${id}: ${words[standing]}`,
    found:
      missing.length === 0
        ? found
        : `${found}\nIt would take:\n${missing.map((one) => `- ${one}`).join('\n')}`,
    next: untold?.contactUnknown
      ? `${next.untold}, and with contact: the customer's address`
      : next[standing],
  };
}
