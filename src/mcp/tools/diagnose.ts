/** The doctor for an agent: one look, told in brief; what is open is put to a person where the client can, else named. */
import { SYMPTOM_IDS } from '../../../checks/symptoms.ts';
import { oneOf } from '../../core/flags/values.ts';
import { select } from '../../doctor/selection.ts';
import { readTypedAnswers } from '../../doctor/typed-answers.ts';
import { UsageError } from '../../files/usage-error.ts';
import { doctor } from '../../run/doctor.ts';
import { accessOf, aroundFor, PORTAL_MEANT, pointedTo, RECORD_MEANT } from '../access.ts';
import { inCalls } from '../answer.ts';
import { ANSWERS, readAnswers } from '../answers.ts';
import { type Read, refuseTooLong, word, yesNo } from '../arguments.ts';
import { foundBy, lookOf } from '../looking.ts';
import { type Said, toAsk, withFilled } from '../questions.ts';
import type { Run } from '../run.ts';
import { type Call, defineTool } from '../tool.ts';

const takes = {
  symptom: word(oneOf('symptom', SYMPTOM_IDS), 'what users see; everything is checked when left out'),
  ...RECORD_MEANT,
  answers: ANSWERS,
  ask: yesNo('false: put no open question to the user, name them in the answer instead'),
  full: yesNo('true: every step, way and question, however long'),
  ...PORTAL_MEANT,
};

export const diagnose = defineTool({
  name: 'diagnose',
  title: 'Find out why OpenCX and HubSpot do not work together',
  description:
    'Looks at the portal, without writing anything, and says what is wrong, how sure that is, who can fix it and how, and which questions are open, by the keys that answer them. Call it first, with the symptom where there is one.',
  takes,
  reachesOut: true,
  async run({ ask = true, full, ...taken }, call) {
    const before = (call.state as Said | undefined) ?? { answers: {}, put: [] };
    const said = withFilled(before, call.filled);
    const { run, notes } = await look(taken, said, call);
    const isAsked = ask && call.canAsk;
    const forms = isAsked ? await toAsk(run.report, said, (state) => call.mint(state)) : undefined;
    return forms ?? foundBy(run, notes, full);
  },
});

async function look(
  { symptom, answers, ...meant }: Omit<Read<typeof takes>, 'ask' | 'full'>,
  said: Said,
  { room, around }: Call,
): Promise<{ run: Run; notes: string[] }> {
  const notes: string[] = [];
  const told = readForms(said.answers, notes);
  const given = [...(answers?.typed ?? []), ...told.typed];
  const named = { ...meant, ...pointedTo(answers?.pointed), ...told.named };
  const access = accessOf(named, room, given);
  const { report, examination } = await doctor(
    { ...lookOf(access, room), selection: select({ symptom, only: [], skip: [] }) },
    aroundFor(access, around),
    { onNote: (note) => notes.push(note) },
  );
  return { run: room.keep({ report, bundle: examination.bundle(), access }), notes };
}

/** What somebody has filled in that cannot be used stays open, and is said: the rest must not be lost over it. */
function readForms(filled: Said['answers'], notes: string[]) {
  const read = Object.entries(filled).flatMap(([key, value]) => {
    try {
      return [readOne({ [key]: value })];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      notes.push(`The form: ${inCalls(error.message)}`);
      return [];
    }
  });
  return {
    typed: read.flatMap(({ typed }) => typed),
    named: Object.assign({}, ...read.map(({ named }) => named)) as ReturnType<typeof pointedTo>,
  };
}

/** @throws UsageError where it is no answer to its question */
function readOne(answer: Said['answers']) {
  refuseTooLong(answer, 'the form');
  const { typed, pointed } = readAnswers(answer, 'the form');
  readTypedAnswers(typed, {});
  return { typed, named: pointedTo(pointed) };
}
