/** Is what was uploaded of the app's project in force, and is the app installed with what it asks for? */

import { area } from '../shared/area.ts';
import deployed from './deployed.ts';
import file from './file.ts';
import installed from './installed.ts';
import { projectProbes } from './probes.ts';

export const project = area('project', { checks: [deployed, installed, file], probes: projectProbes });
