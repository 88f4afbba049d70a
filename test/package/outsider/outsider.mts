// What a type check of another program sees.
import { type EmulatedSandbox, startSandbox } from 'opencx-hubspot/sandbox';

const sandbox: EmulatedSandbox = await startSandbox({ portal: 'healthy-email', faults: [], latencyMs: 5 });
const address: string = sandbox.url;
const statuses: number[] = sandbox.requests().map(({ status }) => status);
// @ts-expect-error: a portal goes by its name
await startSandbox({ portal: 5 });

export { address, statuses };

await sandbox.close();
