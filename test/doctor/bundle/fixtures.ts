import { join } from 'node:path';
import { ROOT } from '../../support/cli.ts';

export const BUNDLES = join(ROOT, 'fixtures', 'bundles');
