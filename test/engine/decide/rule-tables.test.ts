/**
 * All that each rule can say of an event, to the letter: what it looked at, what it decides and what would turn that; and in
 * which order they are asked. After a change that is meant, `npm run golden` renews it; read the difference.
 */
import { expect, test } from 'vitest';
import { ruleTables } from './rule-tables.ts';

test('what each rule says', async () => {
  await expect(ruleTables()).toMatchFileSnapshot('golden/rules.txt');
});
