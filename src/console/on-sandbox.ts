/** The console as a small HubSpot: an emulated portal, the engine that works for it, and both on one page. */
import { typedAgain } from '../core/flags/typed-again.ts';
import { createMemoryJournal } from '../engine/journal/memory.ts';
import { doctor } from '../run/doctor.ts';
import type { EngineParts, EnginePorts } from '../run/engine/assemble.ts';
import { openStage } from '../run/engine/stage.ts';
import { prove } from '../run/prove/prove.ts';
import { startPortal } from '../run/sandbox/start.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { breakableBy } from '../sandbox/portal/portals.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Console, openConsole } from './console.ts';
import { LOOK_MS, type Looking, withAsked } from './doctor/looking.ts';
import type { PortalAsked } from './doctor/of-portal.ts';

export interface SandboxConsoleRequest {
  /** Name of the portal. */
  sandbox: string;
  /** What the doctor is told beforehand. */
  asked: PortalAsked;
  /** 0: any that is free. */
  port: number;
}

/** An engine with the documented delays left out, which nobody who tries something wants to wait for. */
const PARTS: EngineParts = {
  flags: {},
  deliver: 'console',
  retries: 3,
  timeoutMs: 10_000,
  delays: false,
  generation: 'G2',
  ticketing: true,
};

/** @throws UsageError for a portal that there is not, and for a port that cannot be had */
export async function consoleOnSandbox(
  { sandbox: name, asked, port }: SandboxConsoleRequest,
  around: Surroundings,
  ports: EnginePorts = {},
): Promise<Console> {
  const sandbox = await startPortal(name);
  try {
    const journal = createMemoryJournal();
    const stage = await openStage(sandbox, journal, PARTS, around, ports);
    try {
      const opened = await openConsole({
        about: { title: name, kind: 'sandbox' },
        journal,
        doors: stage.doors,
        sandbox,
        doctor: { looking: lookingAt(sandbox, asked, around), offer: { canAskMe: true } },
        place: {},
        port,
      });
      const connect = () => stage.connect(sandbox.hearsDeliveries);
      connect();
      sandbox.onMended(async () => connect());
      return {
        ...opened,
        async close() {
          await opened.close();
          await stage.windDown();
          await stage.close();
          await sandbox.close();
        },
      };
    } catch (error) {
      await stage.windDown();
      await stage.close();
      throw error;
    }
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** At the portal as it stands now. */
function lookingAt(
  sandbox: Sandbox,
  { flags, timeoutMs, patienceMs, ...logs }: PortalAsked,
  around: Surroundings,
): Looking {
  return {
    async look({ selection, answers, thread, asksMe }, ports, signal) {
      const asked = withAsked(flags, { answers, ...(thread && { thread }) });
      return doctor(
        {
          timeoutMs,
          deadlineMs: LOOK_MS,
          selection,
          flags: asked,
          typed: typedAgain({ ...asked, sandbox: await nameOf(sandbox) }),
          running: { sandbox, saysNothing: asksMe },
          ...logs,
        },
        { ...around, signal },
        ports,
      );
    },
    /** In another portal of the same kind, whose customer and rep are played. */
    async prove(ports, signal) {
      const name = await nameOf(sandbox);
      const typed = typedAgain({ ...flags, sandbox: name });
      return prove(
        { flags, sandbox: name, typed, timeoutMs, patienceMs, deadlineMs: LOOK_MS },
        { ...around, signal },
        ports,
      );
    },
  };
}

/** The portal with what is broken of it, as `--sandbox` takes it; what is broken of the service has no name there. */
async function nameOf(sandbox: Sandbox): Promise<string> {
  const { name } = sandbox.portal;
  const broken = await sandbox.broken();
  const fitting = (await breakableBy(name)).filter((portal) => broken.includes(portal.name));
  return [name, ...fitting.map((portal) => portal.name)].join('+');
}
