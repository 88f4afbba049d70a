import { defineConfig } from 'vitest/config';

/** Tests that open sockets or start processes or threads, each file by itself. */
const LIVE = 'test/**/*.live.test.ts';

/** Milliseconds, which only what hangs may meet: on a busy machine everything else has to get its time. */
const QUICK_TIMEOUT = 60_000;
const LIVE_TIMEOUT = 180_000;

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
          testTimeout: QUICK_TIMEOUT,
          hookTimeout: QUICK_TIMEOUT,
        },
      },
      {
        test: {
          name: 'live',
          include: [LIVE],
          globalSetup: ['test/support/build.ts'],
          testTimeout: LIVE_TIMEOUT,
          hookTimeout: LIVE_TIMEOUT,
        },
      },
    ],
  },
});
