import { defineConfig } from 'vitest/config';
import { assembly } from '../../src/logs/scanner/assembly.js';

/** The tests that hold what is broken: pure ones, and the whole doctor without a socket, which share what is loaded. */
export default defineConfig({
  plugins: [assembly],
  test: {
    include: [
      'test/{checks,core,doctor,engine,logs}/**/*.test.ts',
      'test/reporters/{comparison,pages}/**/*.test.ts',
    ],
    exclude: [
      '**/*.live.test.ts',
      '**/node_modules/**',
      'test/doctor/foreign/**',
      'test/engine/journal/sqlite/**',
      'test/logs/scanner/**',
    ],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['test/support/quick.ts'],
  },
});
