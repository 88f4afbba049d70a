/** What every kind of form says, to somebody who has never heard of this tool. */
import type { Form, FormQuestion, FormScreen } from '../../doctor/form/form.ts';
import { plainWords } from '../plain-words.ts';
import { PARTY_NAMES } from '../words.ts';

export const TITLE = 'Questions about OpenCX and HubSpot';

export const WHY =
  'Something between OpenCX and HubSpot is being looked into, and no program can see what is asked here.';

/** Of whoever fills it in. */
export const LEAVE_OPEN = 'Leave empty what you do not know: an empty answer is better than a guess.';

export function portalLine({ portal }: Form): string {
  return portal === undefined ? '' : String(portal);
}

/** Who can open the screen; empty where there is none. */
export function askedOf({ asked }: FormScreen): string {
  return asked === undefined || asked === 'wait' ? '' : PARTY_NAMES[asked];
}

/** The question, without what it says of this tool; of a secret only what is asked, since it is not to be written down. */
export function questionText({ text, form }: FormQuestion): string {
  return form.kind === 'secret-url' ? text.slice(0, text.indexOf('?') + 1) : plainWords(text);
}

/** What may be written for an answer. */
export function whatToWrite({ form }: FormQuestion): string {
  switch (form.kind) {
    case 'yes-no':
      return 'yes or no';
    case 'number':
      return 'a whole number';
    case 'text':
      return 'what stands there, or none';
    case 'words':
      return 'all of them, with commas between, or none';
    case 'choice':
      return `one of: ${form.choices.map(({ value }) => value).join(', ')}`;
    case 'several':
      return `those that apply, with commas between: ${form.choices.map(({ value }) => value).join(', ')}; or none`;
    case 'secret-url':
      return 'This address is a secret: do not write it in here. Write none if there is none. Otherwise ask for these questions as a web page (a file that ends in .html), which takes a fingerprint in place of the address.';
  }
}
