import { CHECKS } from '../../checks/index.ts';
import { nearest } from '../config/nearest.ts';
import { UsageError } from '../config/usage-error.ts';
import { CAUSES } from '../diagnosis/causes/index.ts';
import { renderCatalogueJson, renderCheckList, renderCheckPage } from '../reporters/catalogue.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';

/** `opencx-hubspot checks [ID]`: the catalogue, from the same data that the doctor judges by. */
export async function printChecks(
  id: string | undefined,
  flags: { format: 'text' | 'json' },
  io: Io,
): Promise<number> {
  const check = id === undefined ? undefined : checkNamed(id);
  const options = { width: io.width, color: io.color };
  if (flags.format === 'json') io.out(renderCatalogueJson(check ? [check] : CHECKS, CAUSES));
  else if (check) io.out(renderCheckPage(check, CAUSES, options));
  else io.out(renderCheckList(CHECKS, options));
  return EXIT.healthy;
}

function checkNamed(id: string) {
  const check = CHECKS.find((each) => each.id === id);
  if (check) return check;
  const ids = CHECKS.map((each) => each.id);
  const near = nearest(id, ids);
  throw new UsageError(`There is no check "${id}".`, {
    hint: `${near ? `Did you mean ${near}? ` : ''}List them with \`opencx-hubspot checks\`.`,
  });
}
