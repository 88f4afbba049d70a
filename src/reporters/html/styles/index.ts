import { COLOURS } from './colours.ts';
import { FRAME } from './frame.ts';
import { PARTS } from './parts.ts';
import { PICTURE } from './picture.ts';
import { PRINT } from './print.ts';

/** The page's one style sheet. */
export const STYLES = [COLOURS, FRAME, PARTS, PICTURE, PRINT].join('');
