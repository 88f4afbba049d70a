import { unparsablePathParameter } from './errors.ts';
import { Refusal } from './reply.ts';
import type { Call } from './router.ts';

const INT32_MAX = 2_147_483_647;

/** A path parameter that HubSpot declares as a 64-bit integer; anything else is refused with 400. */
export function idParameter(call: Call, name: string): string {
  const value = call.params[name] ?? '';
  if (!/^\d+$/.test(value)) throw new Refusal(unparsablePathParameter(name));
  return value;
}

/** A path parameter that HubSpot declares as a 32-bit integer: owner ids. */
export function smallIdParameter(call: Call, name: string): string {
  const value = idParameter(call, name);
  if (Number(value) > INT32_MAX) throw new Refusal(unparsablePathParameter(name));
  return value;
}
