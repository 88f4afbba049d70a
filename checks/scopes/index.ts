/** May the token do what OpenCX has to do? */

import { area } from '../shared/area.ts';
import ownersRead from './owners-read.ts';
import { scopesProbes } from './probes.ts';
import required from './required.ts';

export const scopes = area('scopes', {
  checks: [required, ownersRead],
  probes: scopesProbes,
});
