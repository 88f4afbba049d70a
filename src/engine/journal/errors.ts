/** An event was to take a step that its status does not allow, such as to end twice. Nothing was written. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';

  constructor(id: number, step: string, status: string | undefined) {
    super(
      status === undefined
        ? `Event ${id} cannot ${step}: the journal does not hold it.`
        : `Event ${id} cannot ${step}: it is ${status}.`,
    );
  }
}
