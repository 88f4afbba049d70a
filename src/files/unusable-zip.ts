/** Why an archive is not read, as a sentence goes on after its name: `is no zip archive, or a damaged one`. */
export class UnusableZip extends Error {
  override readonly name = 'UnusableZip';
}

export const DAMAGED = 'is no zip archive, or a damaged one';
