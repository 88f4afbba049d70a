export { FAULTS, UnknownFault } from './faults.ts';
export type { SeenRequest } from './host.ts';
export type { Portal } from './portal-schema.ts';
export { listPortals, loadPortal, type PortalSummary, UnknownPortal, UnrelatedPortals } from './portals.ts';
export { givenFor, type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
export type { PortalState } from './state-schema.ts';
