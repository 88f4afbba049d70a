/** Makes a live test in the world: finds out what is known before it, plays both sides of it, and tells what was seen. */
import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../../../checks/shared/probe.ts';
import { proxyOf } from '../../config/proxy.ts';
import { namedVariables } from '../../core/given.ts';
import type { Hop, Proof } from '../../core/proof.ts';
import type { TokenIdentity } from '../../engine/identity.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { CallRecord } from '../../wire/call-record.ts';
import { systemClock } from '../connect.ts';
import type { RunSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import type { OpenWorld } from '../world.ts';
import { type ChangeWish, type OpenChange, openChange } from './change/open-change.ts';
import type { PlannedChange, PutBack } from './change/ticket-change.ts';
import { lookOnce } from './looks.ts';
import { newMark } from './mark.ts';
import { playOtherSide } from './other-side.ts';
import { type Pace, perform } from './perform.ts';
import { type SceneOfToken, sceneOf, unlessFailed, within } from './scene.ts';
import { type HopOutcome, type Look, liveTest, type Plan, type Request } from './script.ts';

export interface TestPorts {
  /** A person is to do this now. */
  onAsk?(request: Request): void;
  /** What became of a hop. */
  onHop?(hop: Hop, outcome: HopOutcome): void;
  /** Less has come than what is looked for. */
  onSoFar?(look: Look, soFar: unknown): void;
  /** Whether this may be changed; it may not where nobody is there to be asked. */
  agree?(planned: PlannedChange): Promise<boolean>;
  /** This is written now; until `onPutBack` it is not to be cut off. */
  onChange?(planned: PlannedChange): void;
  /** What was written is put back, or not. */
  onPutBack?(planned: PlannedChange, how: PutBack): void;
}

/** What was seen of each hop, and the calls that were made to change something. */
export interface Made {
  proof: Proof;
  calls: readonly CallRecord[];
}

export interface Test {
  pace: Pace;
  /** For one call. */
  timeoutMs: number;
  change?: ChangeWish;
  settings: RunSettings;
  /** The emulated portal, whose other side is played. */
  sandbox?: Sandbox;
}

/**
 * Makes it; what could not even be begun is told as the error of its hop.
 *
 * @throws UsageError for a change that is refused
 */
export async function makeTest(
  test: Test,
  open: OpenWorld,
  around: Surroundings,
  ports: TestPorts,
): Promise<Made> {
  const scene = await unlessFailed(() => sceneOf(test, open, around.signal));
  if ('error' in scene) return { proof: { message: scene }, calls: [] };
  const mark = newMark(Math.random);
  if (test.change === undefined) {
    return { proof: await follow(test, { mark, scene }, undefined, open, around, ports), calls: [] };
  }
  const { change: wish } = test;
  const changing = await unlessFailed(() => opened(wish, test, { mark, scene }, open, around, ports));
  if ('error' in changing) return { proof: { property: changing }, calls: [] };
  try {
    const proof = await follow(test, { mark, scene }, changing, open, around, ports);
    return { proof, calls: changing.calls };
  } finally {
    await changing.close();
  }
}

/** What a test begins with. */
interface Beginning {
  mark: string;
  scene: SceneOfToken;
}

async function follow(
  { settings, sandbox, pace, timeoutMs }: Test,
  { mark, scene }: Beginning,
  changing: OpenChange | undefined,
  open: OpenWorld,
  around: Surroundings,
  { onAsk, onHop, onSoFar, onChange, onPutBack }: TestPorts,
): Promise<Proof> {
  const otherSide = sandbox && (await playOtherSide(sandbox, settings, timeoutMs, around));
  const plan = {
    mark,
    to: scene.to,
    ...namedVariables(settings.given),
    seesOpenCx: settings.given.openCxKey !== undefined,
    ...(changing && { change: plannedHop(changing, scene.token) }),
  };
  let acting: Promise<void> | undefined;
  let proof: Proof = {};
  try {
    proof = await perform(liveTest(plan), pace, {
      look: async (look, endsAt) => {
        await acting;
        const { value, calls } = await within(open, endsAt, around.signal, (world) =>
          lookOnce(world, look, scene),
        );
        return { glimpse: value, calls };
      },
      sleep: (ms) => delay(ms, undefined, { signal: around.signal }).catch(() => {}),
      clock: systemClock,
      async change() {
        if (changing === undefined) throw new Error('No change is planned.');
        onChange?.(changing.change.planned);
        return changing.change.make();
      },
      onAsk(asked) {
        onAsk?.(asked);
        acting = otherSide?.act(asked);
      },
      onHop: (hop, outcome) => onHop?.(hop, outcome),
      ...(onSoFar && { onSoFar }),
      signal: around.signal,
    });
    return proof;
  } finally {
    const how = await changing?.change.putBack();
    if (changing && how?.is === 'failed') nameWhatIsLeft(proof, changing.change.planned);
    await otherSide?.close();
    if (changing && how) onPutBack?.(changing.change.planned, how);
  }
}

function plannedHop({ change, writer }: OpenChange, { appId }: TokenIdentity): NonNullable<Plan['change']> {
  const { property, sessionId } = change.planned;
  const isAnother = appId !== undefined && writer.appId !== undefined && writer.appId !== appId;
  return { property, sessionId, byTokensApp: !isAnother };
}

/** Also where the test was broken off before the hop was kept. */
function nameWhatIsLeft(proof: Proof, { ticketId, property }: PlannedChange): void {
  if (proof.property && 'value' in proof.property) {
    proof.property.value.leftBehind = true;
    return;
  }
  const message = `what ${property} of ticket ${ticketId} held before the test could not be put back: set it in HubSpot by hand.`;
  proof.property = { error: { kind: 'not-configured', message } };
}

async function opened(
  wish: ChangeWish,
  { settings, pace, timeoutMs }: Test,
  { mark, scene }: Beginning,
  open: OpenWorld,
  around: Surroundings,
  { agree }: TestPorts,
): Promise<OpenChange> {
  const moment = {
    mark,
    now: scene.begunAt,
    testMs: pace.patience.system + WRITING_MS,
  };
  const connecting = { timeoutMs, proxy: proxyOf(around.env) };
  const planIn = async (work: (world: World) => Promise<PlannedChange>) =>
    (await within(open, systemClock.now() + PLANNING_MS, around.signal, work)).value;
  return openChange(
    wish,
    moment,
    { settings, connecting },
    planIn,
    async (planned) => agree?.(planned) ?? false,
  );
}

/** For the reads of a plan, of which those of sessions take page after page. */
const PLANNING_MS = 30_000;
/** Beside the look for it, another test's value stands as long as it takes to set it and to put it back. */
const WRITING_MS = 30_000;
