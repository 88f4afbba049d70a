export { MASK, maskEmail } from './mask.ts';
export { createRedactor, type Redactor } from './redactor.ts';
export { tokenForm } from './token-form.ts';
export { fingerprint, InvalidUrl, parseFingerprint, urlFacts } from './url-facts.ts';
