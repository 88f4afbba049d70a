/** The doctor of a console beside the HubSpot account that flags, environment and configuration name. */
import type { Flags } from '../../config/flags.ts';
import { typedAgain } from '../../core/flags/typed-again.ts';
import { type NamedVariables, variableFor } from '../../core/given.ts';
import { Secret } from '../../core/secret.ts';
import { type DoctorRequest, doctor } from '../../run/doctor.ts';
import { prove } from '../../run/prove/prove.ts';
import { loadSettings } from '../../run/settings.ts';
import type { Surroundings } from '../../run/surroundings.ts';
import type { DoctorOffer } from '../words.ts';
import { LOOK_MS, type Looking, withAsked } from './looking.ts';

/** Which account, and what is given about it. */
export interface PortalAsked extends Pick<DoctorRequest, 'apiLogs' | 'deliveryLogs'> {
  flags: Flags;
  /** Milliseconds for each fact. */
  timeoutMs: number;
  /** For each hop of a live test, in milliseconds; what a person does may take five times as long. */
  patienceMs: number;
}

export interface PortalDoctor {
  /** The account in a few words. */
  title: string;
  looking: Looking;
  offer: Omit<DoctorOffer, 'symptoms'>;
}

/** @throws UsageError for anything given that cannot be used */
export async function doctorOfPortal(
  { flags, timeoutMs, patienceMs, ...logs }: PortalAsked,
  surroundings: Surroundings,
): Promise<PortalDoctor> {
  const around = withStandardInput(surroundings);
  const { given } = await loadSettings({ ...around, flags });
  const { profile } = flags;
  return {
    title: profile ?? (given.portalId === undefined ? 'HubSpot' : `portal ${given.portalId}`),
    offer: { canAskMe: false, ...(!given.token && { note: withoutToken(given) }) },
    looking: {
      async look({ selection, answers, thread }, ports, signal) {
        const asked = withAsked(flags, { answers, ...(thread && { thread }) });
        return doctor(
          { flags: asked, typed: typedAgain(asked), timeoutMs, deadlineMs: LOOK_MS, selection, ...logs },
          { ...around, signal },
          ports,
        );
      },
      prove: (ports, signal) =>
        prove(
          { flags, typed: typedAgain(flags), timeoutMs, patienceMs, deadlineMs: LOOK_MS },
          { ...around, signal },
          ports,
        ),
    },
  };
}

function withoutToken(given: NamedVariables) {
  return {
    error: 'No HubSpot token is given here, so little can be looked at.',
    next: `Set ${variableFor('tokenVariable', given)} or name a file with --token-file, and start the console again; or try it on an emulated portal: opencx-hubspot console --sandbox healthy-chat`,
  };
}

/** Each look reads what was given anew, and standard input is there once. */
function withStandardInput(around: Surroundings): Surroundings {
  const { readStdin } = around;
  if (readStdin === undefined) return around;
  let held: Promise<Secret> | undefined;
  return {
    ...around,
    async readStdin() {
      held ??= readStdin().then((text) => new Secret(text));
      return (await held).reveal();
    },
  };
}
