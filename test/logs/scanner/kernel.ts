import { WINDOW_AT } from '../../../src/logs/scanner/kernel/layout.ts';
import { Kernel } from '../../../src/logs/scanner/kernel.ts';

/** @throws where this machine has none: everything would be left to the plain readers */
export function kernelHere(): Kernel {
  const kernel = Kernel.create();
  if (kernel === undefined) throw new Error('The kernel cannot be had here.');
  return kernel;
}

/** Where the text stands then. What stood behind it still does. */
export function putInto({ bytes }: Kernel, text: Uint8Array): number {
  bytes.set(text, WINDOW_AT);
  return WINDOW_AT;
}
