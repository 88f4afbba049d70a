/** Vitest's reporter for a proof: each test as it ends, so that a part that is stopped has told what failed by then. */
import { appendFileSync } from 'node:fs';
import { env } from 'node:process';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** One line of the file that PROOF_TESTS names. */
export interface Ended {
  state: 'passed' | 'failed' | 'skipped' | 'pending';
  /** With its file. */
  name: string;
}

export default class ProofReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    note({ state: test.result().state, name: `${test.module.relativeModuleId}: ${test.fullName}` });
  }

  /** A file that cannot be loaded has no test that fails. */
  onTestModuleEnd(module: TestModule): void {
    for (const { message } of module.errors()) {
      const [first = ''] = message.split('\n');
      note({ state: 'failed', name: `${module.relativeModuleId}: ${first}` });
    }
  }
}

function note(ended: Ended): void {
  const file = env['PROOF_TESTS'];
  if (file) appendFileSync(file, `${JSON.stringify(ended)}\n`);
}
