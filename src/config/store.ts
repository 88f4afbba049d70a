import { isStoreAddress } from '../core/store-address.ts';
import { UsageError } from '../files/usage-error.ts';
import { type Environment, variable } from './sources.ts';

const VARIABLE = 'OPENCX_HUBSPOT_STORE';

/** The address of the database that OPENCX_HUBSPOT_STORE names. @throws UsageError where it is no address */
export function givenStore(env: Environment): string | undefined {
  const address = variable(env, VARIABLE);
  if (address === undefined || isStoreAddress(address)) return address;
  // What it holds is not repeated: it may be a password.
  throw new UsageError(`${VARIABLE} holds no address of a Postgres database.`, {
    hint: 'One looks like postgres://user@host:5432/database. A file is named with --journal FILE.',
  });
}
