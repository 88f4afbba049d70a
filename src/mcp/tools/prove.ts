/** A live test for an agent, which cannot write the customer's message itself: it starts the test, has a person write, and looks again. */
import { typedAgain } from '../../core/flags/typed-again.ts';
import { text } from '../../core/flags/values.ts';
import { prove as makeTest } from '../../run/prove/prove.ts';
import { accessOf, aroundFor, PORTAL_MEANT, RECORD_MEANT } from '../access.ts';
import type { Answer } from '../answer.ts';
import { type Read, wholeNumber, word } from '../arguments.ts';
import type { Standing } from '../live-tests.ts';
import { foundBy } from '../looking.ts';
import { type Call, defineTool } from '../tool.ts';

const takes = {
  test: word(
    text('id'),
    'a test that is under way, such as t1, to look at again; a new one is started without it',
  ),
  wait: wholeNumber(0, 50, 'seconds to wait for something new, 20 when left out'),
  patience: wholeNumber(
    10,
    3600,
    'of a new test: seconds for each hop, five times as many for what a person does; 120 when left out',
  ),
  mode: RECORD_MEANT.mode,
  ...PORTAL_MEANT,
};

export const prove = defineTool({
  name: 'prove',
  title: 'Follow one real message hop by hop',
  description:
    'A live test in steps: the first call starts it and says which message a person has to write where; call again with test while and after they do it, until it says where the message stops. It reads alone; the person writes.',
  takes,
  reachesOut: true,
  async run({ test: id, wait = 20, ...taken }, call) {
    const { tests } = call.room;
    const test = id === undefined ? tests.start((ports) => begin(taken, call, ports)) : tests.named(id);
    return told(await test.standing(wait * 1000, call.around.signal));
  },
});

const PATIENCE_S = 120;
/** For what is looked at beside the hops, once they are over. */
const LAST_LOOK_MS = 45_000;

/** It outlives the call that starts it, and ends with the connection. */
async function begin(
  { patience = PATIENCE_S, ...meant }: Omit<Read<typeof takes>, 'test' | 'wait'>,
  { room }: Call,
  ports: Parameters<typeof makeTest>[2],
) {
  const access = accessOf(meant, room);
  const { flags, sandbox } = access;
  const { report, examination } = await makeTest(
    {
      flags,
      typed: typedAgain({ ...flags, sandbox }),
      timeoutMs: room.given.timeoutMs,
      patienceMs: patience * 1000,
      deadlineMs: LAST_LOOK_MS,
      ...(sandbox !== undefined && { sandbox }),
    },
    aroundFor(access, { ...room.around, signal: room.closing }),
    ports,
  );
  return room.keep({ report, bundle: examination.bundle(), access });
}

function told({ id, hops, asked, run }: Standing): Answer {
  if (run) return foundBy(run, [`test ${id} is over`, ...hops]);
  const soFar = [`test ${id} is under way`, ...hops].join('\n');
  if (asked === undefined) return { says: soFar, next: `call prove again with test ${id}` };
  return {
    says: soFar,
    asks: asked,
    next: `have a person do what stands above, in their own mail program or in HubSpot, then call prove again with test ${id}`,
  };
}
