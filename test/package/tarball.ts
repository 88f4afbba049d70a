import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/cli.ts';

const run = promisify(execFile);

/** What `npm pack` says of the tarball. */
export interface Packed {
  filename: string;
  /** Bytes, packed and unpacked. */
  size: number;
  unpackedSize: number;
  files: { path: string; size: number }[];
}

export interface Manifest {
  name: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
  bin: Record<string, string>;
}

export async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;
}

/** Packs what is built, and lists it. */
export async function pack(into: string): Promise<Packed> {
  const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', into];
  const { stdout } = await run('npm', words, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  const [packed] = JSON.parse(stdout) as Packed[];
  if (packed === undefined) throw new Error(`npm pack said ${stdout}`);
  return packed;
}

/** A new folder that is gone when the work is done. */
export async function inEmptyFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-package-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts the tarball where npm would, with the packages that it asks for and no others; they are those of the checkout, so
 * that nothing is downloaded.
 */
export async function unpack(tarball: string, folder: string): Promise<void> {
  const { name, dependencies } = await manifest();
  const place = join(folder, 'node_modules', name);
  await mkdir(place, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', place, '--strip-components=1']);
  for (const dependency of Object.keys(dependencies)) {
    const link = join(folder, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, 'node_modules', dependency), link, 'junction');
  }
}

/** Installs the tarball as a user does. Nothing of it, and of what it brings, runs while it installs. */
export async function install(tarball: string, folder: string, more: readonly string[] = []): Promise<void> {
  const words = ['install', '--no-audit', '--no-fund', ...more, tarball];
  await run('npm', words, { cwd: folder });
}
