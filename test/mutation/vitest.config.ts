import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { assembly } from '../../src/logs/scanner/assembly.js';

/** What notices most, and soonest: where all tests have to be run, the first that fails ends it. */
const FIRST = [
  'catalogue-told',
  'decision-tables',
  'obtained-tables',
  'catalogue',
  'causes',
  'facts',
  'told',
].map((name) => `/${name}.test.ts`);

class TellingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = FIRST.findIndex((end) => moduleId.endsWith(end));
      return found === -1 ? FIRST.length : found;
    };
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

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
    sequence: { sequencer: TellingFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['test/mutation/loaded.ts', 'test/support/quick.ts'],
  },
});
