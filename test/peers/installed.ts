import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the clients of each version have in common, as the one that this program itself uses declares it. */
export type ApiClient = typeof import('@hubspot/api-client');

const FOLDER = import.meta.dirname;
const STAMP = join(FOLDER, 'node_modules', '.installed');

/** Installs what stands in package.json here, unless that is installed already. Nothing of it runs while it installs. */
export async function installPeers(): Promise<void> {
  const wanted = await readFile(join(FOLDER, 'package.json'), 'utf8');
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === wanted) return;
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  await promisify(execFile)('npm', words, { cwd: FOLDER });
  await writeFile(STAMP, wanted);
}

export function apiClient(version: number): ApiClient {
  return createRequire(join(FOLDER, 'package.json'))(`api-client-${version}`) as ApiClient;
}

/** The file to run as HubSpot's server for agents. */
export const MCP_SERVER = join(FOLDER, 'node_modules', '@hubspot', 'mcp-server', 'dist', 'index.js');
