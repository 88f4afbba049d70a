/** What a person was to do cannot be done in this portal; the message says why. */
export class RefusedAct extends Error {
  override readonly name = 'RefusedAct';
  /** Status of the same refusal over HTTP. */
  readonly status: 400 | 404;

  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.status = status;
  }
}
