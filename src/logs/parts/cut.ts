import { type FileHandle, open } from 'node:fs/promises';

/** Bytes of a file from `from` to before `to`. */
export interface Part {
  from: number;
  to: number;
}

const LOOK_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/**
 * Cuts a file at ends of lines into parts of about the same size. There are fewer of them where lines are very long.
 * The last one has no end: what is written to the file in the meantime belongs to it.
 */
export async function cutAtLines(file: string, sizeBytes: number, parts: number): Promise<Part[]> {
  const handle = await open(file);
  try {
    const cuts = new Set([0]);
    for (let part = 1; part < parts; part += 1) {
      const cut = await afterLineFeed(handle, Math.floor((sizeBytes * part) / parts));
      if (cut < sizeBytes) cuts.add(cut);
    }
    const begins = [...cuts];
    return begins.map((from, index) => ({ from, to: begins[index + 1] ?? Number.POSITIVE_INFINITY }));
  } finally {
    await handle.close();
  }
}

/** Where the first line begins that does so behind `from`; the end of the file where none does. */
async function afterLineFeed(handle: FileHandle, from: number): Promise<number> {
  const bytes = Buffer.alloc(LOOK_BYTES);
  let at = from;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
    const found = bytes.subarray(0, bytesRead).indexOf(LINE_FEED);
    if (found >= 0) return at + found + 1;
    if (bytesRead === 0) return at;
    at += bytesRead;
  }
}
