// Builds dist/, and prints nothing where nothing is wrong: `npm ci` shows whatever comes of it.
import { buildAll } from './rolldown.config.js';

await buildAll();
