/** The flags of the engine's commands and of `explain`, in each of their modes. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { ticketChange } from '../../engine/decide/builders.ts';
import { CHAT } from '../engine/engine.ts';
import { chatMessage, DONE, FAILED, OWNED_BY_A_REP, writeJournal } from '../engine/journals.ts';
import { TOKEN } from '../hosts.ts';
import { describeMode, type Effects, type Scene } from './effects.ts';

const FOREIGN = '[::ffff:7f00:1]:1';
const ELSEWHERE = { HUBSPOT_API_URL: `https://${FOREIGN}` };
const NO_TOKEN = { HUBSPOT_ACCESS_TOKEN: '' };

const folder = mkdtempSync(join(tmpdir(), 'effects-'));
const JOURNAL = join(folder, 'engine.journal');
const NONE = join(folder, 'none.journal');
const BEHIND = join(folder, 'behind.journal');

/** Each of its answers takes longer than the shortest time limit there is. */
const sandbox = await startSandbox(await loadPortal('healthy-chat'), { latencyMs: 5 });
await writeJournal(JOURNAL, [
  { event: chatMessage(), outcome: OWNED_BY_A_REP },
  { event: chatMessage({ objectId: '404404', messageId: 'm2' }), outcome: FAILED },
  { outcome: DONE },
  { event: ticketChange({ portalId: 1020304, objectId: '57774743' }), outcome: OWNED_BY_A_REP },
]);
await writeJournal(NONE, []);
await writeJournal(BEHIND, [{}]);
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** The portal as it was at first, and journals that a run may change. */
function portal(): Scene {
  return {
    env: { HUBSPOT_API_URL: sandbox.url, HUBSPOT_ACCESS_TOKEN: TOKEN },
    files: {
      'opencx-hubspot.config.json': { profiles: { shop: { opencx: { defaultUserId: 'A-7001' } } } },
      'other.json': { opencx: { defaultUserId: 'A-7001' } },
      'token.txt': TOKEN,
      'answers.yaml': 'rules: [{ reply: "Yes, on Saturdays too." }]',
      'delivery.json': [chatDelivery('conversation.newMessage')],
      'ticket.json': [chatDelivery('ticket.propertyChange')],
    },
    async prepare(cwd) {
      sandbox.reset();
      await copyFile(JOURNAL, join(cwd, 'engine.journal'));
      await copyFile(NONE, join(cwd, 'none.journal'));
    },
    requests: () => sandbox.requests.map(({ method, path }) => `${method} ${path}`),
  };
}

function chatDelivery(subscriptionType: string) {
  const about = subscriptionType.startsWith('ticket')
    ? { objectId: 57774743, propertyName: 'hs_pipeline_stage', propertyValue: '4' }
    : { objectId: Number(CHAT.threadId), messageId: CHAT.messageId };
  return {
    eventId: 1,
    portalId: 1020304,
    appId: 2011410,
    occurredAt: 1,
    attemptNumber: 0,
    subscriptionType,
    ...about,
  };
}

/** What a place that takes deliveries was sent. */
const received: string[] = [];
const taker = createServer(async (request, response) => {
  const body = await text(request);
  received.push(`${request.url} ${body.replaceAll(/"(?:occurredAt|eventId)":\d+/g, '')}`);
  response.end();
});
await once(taker.listen(0, '127.0.0.1'), 'listening');
afterAll(() => taker.close());
const TAKER = `http://127.0.0.1:${(taker.address() as AddressInfo).port}/`;

function takingDeliveries(): Scene {
  let seen = 0;
  return {
    env: {},
    files: {},
    requests() {
      const fresh = received.slice(seen);
      seen = received.length;
      return fresh;
    },
  };
}

/** What the integration is like, where a message is explained. */
const RULES: Effects = {
  '--default-user': { does: 'is whom the AI speaks as', value: ['A-7001'] },
  '--generation': { does: 'applies other rules', value: ['G3'] },
  '--assist-mode': { does: 'drafts', beside: ['--default-user', 'A-7001'] },
};

const ACCESS: Effects = {
  '--token-file': { does: 'is read', value: ['token.txt'], env: NO_TOKEN },
  '--config': { does: 'is read', value: ['other.json'] },
  '--profile': { does: 'is read', value: ['shop'] },
  '--allow-host': { does: 'lets a foreign host be asked', value: [FOREIGN], env: ELSEWHERE },
  '--timeout': { does: 'cuts a call short', value: ['0.0001'] },
};

const FORMAT: Effects = { '--format': { does: 'is another form', value: ['json'] } };

describeMode(
  {
    command: 'explain',
    openedBy: '--thread',
    words: ['explain', '--thread', CHAT.threadId],
    opening: ['--thread'],
    effects: {
      '--message': { does: 'leaves the others out', value: [CHAT.messageId] },
      '--journal': { does: 'tells what was decided', value: [JOURNAL] },
      '--full': { does: 'shows the rules' },
      ...RULES,
      '--generation': { does: 'applies other rules', value: ['G3'], beside: ['--full'] },
      ...ACCESS,
      ...FORMAT,
    },
  },
  portal,
);

describeMode(
  {
    command: 'explain',
    openedBy: '--event',
    words: ['explain', '--event', 'delivery.json'],
    opening: ['--event'],
    effects: {
      ...RULES,
      '--no-ticketing': {
        does: 'lets a ticket change count for nothing',
        words: ['explain', '--event', 'ticket.json'],
        beside: ['--default-user', 'A-7001'],
      },
      ...ACCESS,
      ...FORMAT,
    },
  },
  portal,
);

describeMode(
  {
    command: 'explain',
    openedBy: '--journal',
    words: ['explain', '--journal', JOURNAL],
    opening: ['--journal'],
    effects: {
      '--thread': { does: 'chooses among its events', value: ['404404'] },
      '--id': { does: 'chooses an event', value: ['1'] },
      '--full': { does: 'shows the rules' },
      ...FORMAT,
    },
  },
  portal,
);

const WHICH_EVENTS: Effects = {
  '--thread': { does: 'chooses', value: ['404404'] },
  '--status': { does: 'chooses', value: ['failed'] },
  '--reason': { does: 'chooses', value: ['owner-not-ai-user'] },
  '--since': { does: 'chooses', value: ['2020-01-10T10:01:30Z'] },
  '--limit': { does: 'chooses', value: ['1'] },
};

describeMode(
  {
    command: 'engine status',
    openedBy: 'engine status',
    words: ['engine', 'status'],
    beside: ['--journal', JOURNAL],
    effects: {
      '--journal': { does: 'is another', value: [NONE] },
      '--fail-on': {
        does: 'makes a journal far behind exit 1',
        value: ['warn'],
        beside: ['--journal', BEHIND],
      },
      ...FORMAT,
    },
  },
  portal,
);

describeMode(
  {
    command: 'engine journal',
    openedBy: 'engine journal',
    words: ['engine', 'journal'],
    beside: ['--journal', JOURNAL],
    effects: {
      '--journal': { does: 'is another', value: [NONE] },
      ...WHICH_EVENTS,
      '--id': { does: 'tells the story of one', value: ['1'] },
      '--follow': { does: 'goes on', shownIn: 'test/cli/engine/follow.live.test.ts' },
      '--prune': { does: 'forgets', value: ['2000-01-01'] },
      ...FORMAT,
    },
  },
  portal,
);

describeMode(
  {
    command: 'engine journal',
    openedBy: '--id',
    words: ['engine', 'journal', '--id', '1'],
    beside: ['--journal', JOURNAL],
    opening: ['--id'],
    effects: { '--journal': { does: 'is another', shownIn: 'test/cli/engine/journal.test.ts' }, ...FORMAT },
  },
  portal,
);

describeMode(
  {
    command: 'engine journal',
    openedBy: '--prune',
    words: ['engine', 'journal', '--prune', '2000-01-01'],
    beside: ['--journal', JOURNAL],
    opening: ['--prune'],
    effects: { '--journal': { does: 'is another', shownIn: 'test/cli/engine/journal.test.ts' } },
  },
  portal,
);

describeMode(
  {
    command: 'engine replay',
    openedBy: '--run',
    words: ['engine', 'replay'],
    beside: ['--journal', JOURNAL, '--since', '2020-01-01'],
    effects: {
      '--journal': { does: 'is another', value: [NONE] },
      '--id': { does: 'chooses', value: ['1'] },
      '--failed': { does: 'chooses' },
      '--since': { does: 'chooses', value: ['2020-01-10T10:01:30Z'] },
      '--run': { does: 'runs them', shownIn: 'test/cli/engine/replay.live.test.ts' },
    },
  },
  portal,
);

/** What runs again changes its journal: each run has one of its own. */
const AGAIN = ['--journal', 'engine.journal', '--failed'];
const OF_THE_CHAT = ['--journal', 'engine.journal', '--id', '1'];
const ANSWERED = [...OF_THE_CHAT, '--default-user', 'A-7001'];
const TICKET_AGAIN = ['--journal', 'engine.journal', '--id', '4', '--default-user', 'A-7001'];

/** Settings of the engine that whole stories show. */
const ELSEWHERE_TESTED = {
  generation: { shownIn: 'test/engine/decide/flip.test.ts', called: 'G3' },
  workflowAction: { shownIn: 'test/engine/work/hand-off.test.ts', called: 'workflowAction' },
};

describeMode(
  {
    command: 'engine replay',
    openedBy: 'engine replay',
    words: ['engine', 'replay', '--run'],
    beside: AGAIN,
    opening: ['--run'],
    effects: {
      '--journal': { does: 'is another', value: ['none.journal'] },
      '--id': {
        does: 'chooses',
        value: ['1'],
        beside: ['--journal', 'engine.journal', '--since', '2020-01-01'],
      },
      '--failed': { does: 'chooses', beside: ['--journal', 'engine.journal', '--since', '2020-01-01'] },
      '--since': { does: 'chooses', value: ['2020-01-10T10:01:30Z'] },
      '--responder': {
        does: 'answers',
        value: ['answers.yaml'],
        beside: ANSWERED,
      },
      '--deliver': { does: 'takes replies', shownIn: 'test/cli/engine/privacy.live.test.ts' },
      '--retries': { does: 'tries again', shownIn: 'test/cli/engine/replay.live.test.ts' },
      '--default-user': {
        does: 'is whom the AI speaks as',
        value: ['A-7001'],
        beside: OF_THE_CHAT,
      },
      '--generation': { does: 'applies other rules', ...ELSEWHERE_TESTED.generation },
      '--assist-mode': { does: 'drafts', beside: [...ANSWERED, '--responder', 'answers.yaml'] },
      '--no-ticketing': { does: 'lets a ticket change count for nothing', beside: TICKET_AGAIN },
      '--workflow-action': { does: 'makes a ticket', ...ELSEWHERE_TESTED.workflowAction },
      ...ACCESS,
      '--config': { does: 'is read', value: ['other.json'], beside: OF_THE_CHAT },
      '--profile': { does: 'is read', value: ['shop'], beside: OF_THE_CHAT },
    },
  },
  portal,
);

describeMode(
  {
    command: 'engine trigger',
    openedBy: 'event',
    words: ['engine', 'trigger'],
    effects: { '--file': { does: 'is what is sent', shownIn: 'test/cli/engine/trigger.live.test.ts' } },
  },
  portal,
);

describeMode(
  {
    command: 'engine trigger',
    openedBy: 'engine trigger',
    words: ['engine', 'trigger', 'panel-test'],
    beside: ['--url', TAKER],
    effects: {
      '--url': { does: 'is another place', value: [new URL('/elsewhere', TAKER).href] },
      '--public-url': { does: 'is what is signed', shownIn: 'test/cli/engine/privacy.live.test.ts' },
      '--set': { does: 'changes a field', value: ['portalId=7'] },
      '--count': { does: 'sends several', value: ['3'] },
      '--rate': { does: 'spreads them', shownIn: 'test/cli/engine/trigger.live.test.ts' },
      '--file': { does: 'cannot stand beside it', shownIn: 'test/cli/engine/trigger.live.test.ts' },
    },
  },
  takingDeliveries,
);

/** An engine that waits for events, stopped once it does. */
function waiting(): Scene {
  return { ...portal(), endsAt: /^Taking events at/ };
}

const SHOWN_IN_CONSOLE = 'test/cli/console.live.test.ts';
const SHOWN_IN_OPEN = 'test/cli/open.live.test.ts';
const SHOWN_OF_BUNDLE = 'test/cli/console-bundle.live.test.ts';
const SHOWN_BY_DOCTOR = 'test/cli/console-doctor.live.test.ts';

/** What the doctor of a console is told of its account, or of its emulated portal. */
const KNOWN_BEFOREHAND: Effects = {
  '--default-user': { does: 'is looked for', shownIn: SHOWN_BY_DOCTOR },
  '--portal': { does: 'is the one that is meant', shownIn: SHOWN_BY_DOCTOR },
  '--mode': { does: 'says how HubSpot is connected', shownIn: SHOWN_BY_DOCTOR },
  '--webhook-config': { does: 'is read', shownIn: SHOWN_BY_DOCTOR },
  '--answers': { does: 'are read', shownIn: SHOWN_BY_DOCTOR },
  '--api-log': { does: 'is read', shownIn: SHOWN_BY_DOCTOR },
  '--delivery-log': { does: 'is read', shownIn: SHOWN_BY_DOCTOR },
  '--map': { does: 'says what a column means', shownIn: SHOWN_BY_DOCTOR },
  '--dates': { does: 'says which number is the day', shownIn: SHOWN_BY_DOCTOR },
  '--timeout': { does: 'ends a slow look', shownIn: SHOWN_BY_DOCTOR },
  '--patience': { does: 'ends a hop of a live test', shownIn: SHOWN_BY_DOCTOR },
};

describeMode(
  {
    command: 'console',
    openedBy: 'console',
    words: ['console'],
    beside: ['--journal', JOURNAL],
    effects: {
      '--journal': { does: 'is another', shownIn: SHOWN_IN_CONSOLE },
      '--port': { does: 'is listened on', shownIn: SHOWN_IN_CONSOLE },
      '--no-open': { does: 'opens no browser', shownIn: SHOWN_IN_OPEN },
      '--sandbox': { does: 'serves an emulated portal', shownIn: SHOWN_IN_CONSOLE },
      '--from': { does: 'shows a saved bundle', shownIn: SHOWN_OF_BUNDLE },
      '--token-file': { does: 'holds the token', shownIn: SHOWN_BY_DOCTOR },
      '--personal-access-key-file': { does: 'is read', shownIn: SHOWN_BY_DOCTOR },
      '--config': { does: 'is read', shownIn: SHOWN_BY_DOCTOR },
      '--profile': { does: 'is another account', shownIn: SHOWN_BY_DOCTOR },
      '--allow-host': { does: 'lets a host be asked', shownIn: SHOWN_BY_DOCTOR },
      ...KNOWN_BEFOREHAND,
    },
  },
  waiting,
);

describeMode(
  {
    command: 'console',
    openedBy: '--sandbox',
    words: ['console', '--sandbox', 'healthy-chat'],
    opening: ['--sandbox'],
    effects: {
      '--port': { does: 'is listened on', shownIn: SHOWN_IN_CONSOLE },
      '--no-open': { does: 'opens no browser', shownIn: SHOWN_IN_OPEN },
      ...KNOWN_BEFOREHAND,
    },
  },
  waiting,
);

describeMode(
  {
    command: 'console',
    openedBy: '--from',
    words: ['console', '--from', 'bundle.json'],
    opening: ['--from'],
    effects: {
      '--port': { does: 'is listened on', shownIn: SHOWN_IN_CONSOLE },
      '--no-open': { does: 'opens no browser', shownIn: SHOWN_IN_OPEN },
      '--profile': { does: 'says which failures are accepted', shownIn: SHOWN_OF_BUNDLE },
    },
  },
  waiting,
);

const SHOWN_IN_START = 'test/cli/engine/start.live.test.ts';
/** Put together as for `engine replay --run`, in whose mode above they are shown. */
const AS_IN_REPLAY = 'test/cli/effects/engine.live.test.ts';

const STARTED: Effects = {
  '--journal': { does: 'is another', value: ['other.journal'] },
  '--store': { does: 'keeps the journal in a database', shownIn: 'test/cli/engine/store.live.test.ts' },
  '--shared': { does: 'leaves room for other engines', shownIn: 'test/cli/engine/shared.live.test.ts' },
  '--keep-texts': { does: 'keeps them', shownIn: 'test/cli/engine/privacy.live.test.ts' },
  '--responder': { does: 'answers', shownIn: SHOWN_IN_START },
  '--deliver': { does: 'takes replies', shownIn: 'test/cli/engine/privacy.live.test.ts' },
  '--retries': { does: 'tries again', shownIn: 'test/cli/engine/replay.live.test.ts' },
  '--console': { does: 'serves the page beside it', shownIn: SHOWN_IN_CONSOLE },
  '--no-open': { does: 'opens no browser', shownIn: SHOWN_IN_OPEN },
  '--watch-port': { does: 'tells how it stands', shownIn: 'test/cli/engine/watch.live.test.ts' },
  '--no-delays': { does: 'answers at once', shownIn: 'test/cli/engine/story.live.test.ts' },
  '--default-user': { does: 'is whom the AI speaks as', shownIn: SHOWN_IN_START },
  '--generation': { does: 'applies other rules', ...ELSEWHERE_TESTED.generation },
  '--assist-mode': { does: 'drafts', shownIn: AS_IN_REPLAY },
  '--no-ticketing': { does: 'makes no ticket', shownIn: AS_IN_REPLAY },
  '--workflow-action': { does: 'makes a ticket', ...ELSEWHERE_TESTED.workflowAction },
  '--timeout': { does: 'cuts a call short', shownIn: AS_IN_REPLAY },
};

describeMode(
  {
    command: 'engine start',
    openedBy: 'engine start',
    words: ['engine', 'start'],
    beside: ['--port', '0'],
    effects: {
      ...STARTED,
      '--port': { does: 'is listened on', shownIn: SHOWN_IN_START },
      '--path': { does: 'is part of the address', value: ['/hubspot'] },
      '--public-url': { does: 'is what is signed', shownIn: SHOWN_IN_START },
      '--signature': { does: 'is asked for', shownIn: SHOWN_IN_START },
      ...ACCESS,
      '--timeout': { does: 'cuts a call short', shownIn: AS_IN_REPLAY },
      '--sandbox': { does: 'plays a story', shownIn: 'test/cli/engine/story.live.test.ts' },
    },
  },
  waiting,
);

describeMode(
  {
    command: 'engine start',
    openedBy: '--sandbox',
    words: ['engine', 'start', '--sandbox', 'healthy-chat'],
    opening: ['--sandbox'],
    effects: {
      ...STARTED,
      '--journal': { does: 'keeps what happens', shownIn: 'test/cli/engine/story.live.test.ts' },
      '--story': { does: 'is played', shownIn: 'test/cli/engine/story.live.test.ts' },
      '--stay': { does: 'goes on', shownIn: 'test/cli/engine/story.live.test.ts' },
    },
  },
  waiting,
);
