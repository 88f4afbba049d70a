import { defineConfig } from 'vitest/config';
import { assembly } from './src/logs/scanner/assembly.js';
import { PROOF } from './test/support/proof.ts';

/** Tests that open sockets or start processes or threads. */
const LIVE = 'test/**/*.live.test.ts';

/** Live tests that put a mock in the place of a module, where it would stay for the files that follow. */
const MOCKING = [
  'test/cli/prompts.live.test.ts',
  'test/cli/engine/story-in-vain.live.test.ts',
  'test/run/profiles.live.test.ts',
];

/** What came with packages, also those that are installed for a proof alone. */
const INSTALLED = '**/node_modules/**';

/** Tests that run the whole program or the whole doctor in this process, or keep a database on the disk. */
const PROGRAM = [
  'test/cli/**/*.test.ts',
  'test/doctor/foreign/**/*.test.ts',
  'test/doctor/portals/**/*.test.ts',
  'test/engine/journal/sqlite/**/*.test.ts',
];

/** Milliseconds, which only what hangs may meet: on a busy machine everything else has to get its time. */
const QUICK_TIMEOUT = PROOF ? 1_200_000 : 60_000;
const LIVE_TIMEOUT = PROOF ? 1_200_000 : 180_000;

/** What opens no socket and starts no process cannot disturb its neighbours, so they share what is loaded. */
const SHARED = {
  isolate: false,
  maxWorkers: '100%',
  setupFiles: ['test/support/quick.ts'],
  testTimeout: QUICK_TIMEOUT,
  hookTimeout: QUICK_TIMEOUT,
};

/** Real processes are tested as built; after the rest, whose workers are as many as there are processors. */
const REAL = {
  sequence: { groupOrder: 1 },
  globalSetup: ['test/support/build.ts', 'test/support/postgres-setup.ts'],
  testTimeout: LIVE_TIMEOUT,
  hookTimeout: LIVE_TIMEOUT,
};

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [assembly],
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [LIVE, INSTALLED, ...PROGRAM],
          ...SHARED,
        },
      },
      {
        plugins: [assembly],
        test: { name: 'program', include: PROGRAM, exclude: [LIVE, INSTALLED], ...SHARED },
      },
      {
        plugins: [assembly],
        test: { name: 'live', include: [LIVE], exclude: [...MOCKING, INSTALLED], isolate: false, ...REAL },
      },
      { plugins: [assembly], test: { name: 'mocking', include: MOCKING, ...REAL } },
    ],
  },
});
