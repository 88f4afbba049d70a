// Builds dist/, and prints nothing where nothing is wrong: `npm ci` shows whatever comes of it.
import { build } from 'rolldown';
import config from './rolldown.config.js';

await build(config);
