/** An engine beside an emulated portal whose webhooks reach it: what a story is played on, and what the console opens. */
import { join } from 'node:path';
import { Secret } from '../../core/secret.ts';
import type { Journal } from '../../engine/journal/journal.ts';
import type { Engine } from '../../engine/run/engine.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { packageRoot } from '../package.ts';
import { sandboxSettings } from '../sandbox/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type EngineParts, prepareEngine } from './assemble.ts';
import { type EngineDoors, engineDoors } from './doors.ts';
import { openIntake, type StartPorts, windDown } from './start.ts';

/** Signs the emulated portal's deliveries where its data names no client secret. */
const SANDBOX_SECRET = 'sandbox-client-secret';

/** The discard service's port, which no engine takes. */
const NOBODY = 'http://127.0.0.1:9/';

export interface Stage {
  engine: Engine;
  doors: EngineDoors;
  /** Where the engine takes deliveries. */
  url: string;
  /**
   * Has the portal send its webhooks there from now on.
   *
   * @param isHeard false: to a port where nobody listens, as when another URL stands in HubSpot
   */
  connect(isHeard?: boolean): void;
  /** Takes nothing more and brings what was begun to its end. */
  windDown(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param parts of the engine; the responder that the package brings answers where none is named
 * @throws UsageError for anything given that cannot be used
 */
export async function openStage(
  sandbox: Sandbox,
  journal: Journal,
  parts: EngineParts,
  around: Surroundings,
  ports: StartPorts,
  bundledResponder = 'demo',
): Promise<Stage> {
  const settings = await sandboxSettings(sandbox, parts.flags, around);
  const { responder = join(packageRoot(), 'fixtures', 'responders', `${bundledResponder}.yaml`) } = parts;
  const prepared = await prepareEngine({ ...parts, responder }, settings, around, ports);
  try {
    const assembly = await prepared.over(journal);
    const { engine } = assembly;
    const secret = settings.clientSecret ?? new Secret(SANDBOX_SECRET);
    const signature = { check: 'enforce', secret } as const;
    await engine.start();
    const intake = await openIntake({ path: '/', port: 0 }, signature, journal, engine.accepted, ports);
    return {
      engine,
      doors: engineDoors(assembly, journal, { url: intake.url, secret }),
      url: intake.url,
      connect: (isHeard = true) =>
        sandbox.deliverTo({ url: isHeard ? intake.url : NOBODY, secret: secret.reveal() }),
      windDown: () => windDown(intake, engine),
      close: prepared.close,
    };
  } catch (error) {
    await prepared.close();
    throw error;
  }
}
