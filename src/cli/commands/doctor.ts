/** The commands that judge a portal, live or from what was saved of it. */
import { SYMPTOM_IDS } from '../../../checks/symptoms.ts';
import type { CommandSpecs } from './spec.ts';

export const DOCTOR_COMMANDS = {
  doctor: {
    description:
      'Checks the integration from the ground up, or along the checklist of one symptom, and names the root cause, who can mend it and how.',
    notes: `Symptoms:
${inLines(SYMPTOM_IDS, 3)}`,
    examples: [
      'opencx-hubspot doctor',
      'opencx-hubspot doctor ai-stopped-replying --thread 9001',
      'opencx-hubspot doctor --only token,scopes --no-input --format json',
      'opencx-hubspot doctor email-without-session --api-log api-calls.csv',
      'opencx-hubspot doctor --thread 9001 --save run.json',
      'opencx-hubspot doctor --from run.json --format html --output run.html',
      'opencx-hubspot doctor --from run.json --for hubspot-admin',
      'opencx-hubspot doctor replies-not-syncing --webhook-config src/app/webhooks/webhooks-hsmeta.json',
    ],
    async run({ symptom }, flags, io) {
      return (await import('../doctor/doctor-run.ts')).doctor(symptom, flags, io);
    },
  },
  'doctor recheck': {
    description:
      'Looks again at what can clear one cause, and at nothing else, and shows before and after. Which conversation, portal and Default User ID it is stands in the bundle.',
    examples: [
      'opencx-hubspot doctor recheck owners-scope-missing --from run.json',
      'opencx-hubspot doctor recheck owners-scope-missing --from run.json --wait 5m',
      'opencx-hubspot doctor recheck throttle-too-low --from run.json --answers answers.yaml',
    ],
    exitCodes: '0 mended, 1 still a problem, 2 wrong usage, 3 cannot be told, 130 interrupted.',
    async run({ cause }, flags, io) {
      return (await import('../saved/recheck-run.ts')).recheck(cause, flags, io);
    },
  },
  retest: {
    description:
      'The part of the doctor that a script repeats: token, portal, scopes, owners and the daily allowance. It never asks, and its report and exit codes are those of the doctor.',
    examples: [
      'opencx-hubspot retest --quiet',
      'opencx-hubspot retest --wait 60s --portal 1020304',
      'opencx-hubspot retest --format junit --output retest.xml',
    ],
    async run(_words, flags, io) {
      return (await import('../doctor/doctor-run.ts')).retest(flags, io);
    },
  },
  prove: {
    description:
      'Asks you to write one message to your support address, follows it through HubSpot and OpenCX and back, and says where it stops: what arrived is proved, what did not leaves a short list of causes and the step that tells them apart. Nothing is written in HubSpot or OpenCX, and no other conversation is touched; with --change a property of the ticket that is named is set for the test and put back, also after Ctrl-C. With OPENCX_API_KEY the sessions of OpenCX are watched too, without one HubSpot alone. With --format ndjson what to do and each hop come as lines for a program, which may play the person.',
    examples: [
      'opencx-hubspot prove --sandbox healthy-email',
      'opencx-hubspot prove --default-user A-7001',
      'opencx-hubspot prove --patience 300 --format ndjson',
      'opencx-hubspot prove --change hs_pipeline_stage --ticket 57774743 --portal 1020304',
    ],
    async run(_words, flags, io) {
      return (await import('../prove/prove-run.ts')).prove(flags, io);
    },
  },
  diff: {
    description:
      'Compares two saved runs, each a bundle (doctor --save) or a JSON report. Bundles are judged anew, by the rules of this version. That something cannot be told any more is said, and counts neither as mended nor as worse.',
    examples: [
      'opencx-hubspot doctor --save monday.json',
      'opencx-hubspot diff monday.json tuesday.json',
      'opencx-hubspot diff monday.json tuesday.json --format markdown',
    ],
    exitCodes: '0 nothing got worse, 1 something did, 2 a file cannot be read.',
    async run({ before, after }, flags, io) {
      return (await import('../saved/diff-run.ts')).diff(before, after, flags, io);
    },
  },
} satisfies Partial<CommandSpecs>;

function inLines(words: readonly string[], most: number): string {
  const lines = words.flatMap((_, at) => (at % most === 0 ? [words.slice(at, at + most).join(', ')] : []));
  return lines.map((line) => `  ${line}`).join(',\n');
}
