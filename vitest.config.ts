import { defineConfig } from 'vitest/config';

/** Tests that open sockets or start processes or threads, each file by itself. */
const LIVE = 'test/**/*.live.test.ts';

/** Milliseconds. Only what hangs may meet it: whatever else needs its time on a busy machine. */
const TIMEOUT = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [LIVE],
          // What touches nothing outside cannot disturb its neighbours, so they share a process and what is loaded.
          isolate: false,
          maxWorkers: '100%',
          setupFiles: ['test/support/quick.ts'],
          testTimeout: TIMEOUT,
          hookTimeout: TIMEOUT,
        },
      },
      {
        test: {
          name: 'live',
          include: [LIVE],
          globalSetup: ['test/support/build.ts'],
          testTimeout: TIMEOUT,
          hookTimeout: TIMEOUT,
        },
      },
    ],
  },
});
