import { type Bundle, makeBundle } from '../../../src/doctor/bundle/bundle.ts';
import { redactEvidence } from '../../../src/doctor/bundle/redact.ts';
import { rulesDigest } from '../../../src/doctor/bundle/rules.ts';
import { createDisguise, type Disguise } from '../../../src/redact/disguise.ts';
import { toolVersion } from '../../../src/run/package.ts';
import type { PortalRun } from './portal-run.ts';

/** The bundle of a run on an emulated portal. */
export function bundleOf(run: PortalRun, disguise: Disguise = createDisguise()): Bundle {
  return makeBundle(redactEvidence(run.evidence, disguise), {
    version: toolVersion(),
    emulated: false,
    rules: rulesDigest(),
    selection: run.selection,
    given: run.settings.given,
    disguise,
    startedAt: run.startedAt,
    gatheredAt: run.gatheredAt,
    savedAt: run.gatheredAt + 5,
  });
}
