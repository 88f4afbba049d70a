/**
 * The actor id of a HubSpot user, `A-7001`, from any form in which HubSpot and OpenCX show it: `A-7001` or the bare
 * user id `7001`. Undefined for nobody, and for what is no user.
 */
export function agentActor(value: string | null | undefined): string | undefined {
  const digits = /^(?:a-)?(\d+)$/i.exec(value?.trim() ?? '')?.[1];
  return digits === undefined ? undefined : `A-${digits}`;
}

/** An actor id as it may be printed: the `E-` ones hold an email address, which is left out. */
export function printableActor(actorId: string | null | undefined): string | null {
  if (actorId === undefined || actorId === null || actorId === '') return null;
  if (actorId.startsWith('E-')) return 'E-(address)';
  return /^(?:[A-Z]-[A-Za-z0-9]+|\d+)$/.test(actorId) ? actorId : '(not an actor id)';
}
