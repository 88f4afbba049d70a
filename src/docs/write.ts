import { mkdir, rm, writeFile } from 'node:fs/promises';
import { site } from './site.ts';

/**
 * Writes every page below a folder, in the place of what was there.
 *
 * @param folder its address ends with a slash
 */
export async function writeDocs(folder: URL): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await Promise.all(
    [...site()].map(async ([address, text]) => {
      const file = new URL(address, folder);
      await mkdir(new URL('.', file), { recursive: true });
      await writeFile(file, text);
    }),
  );
}
