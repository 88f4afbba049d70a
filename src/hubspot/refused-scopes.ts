import type { RefusedScopes } from '../core/evidence.ts';
import type { HubSpotErrorBody } from './error-body.ts';

const LISTS = ['requiredGranularScopes', 'requiredScopes', 'missingScopes'] as const;
const SCOPE_NAME = /^[a-z][a-z0-9_.-]{1,100}$/i;

/** Sentences with which a 403 speaks of scopes, the last one without naming any (HubSpot docs, error handling). */
const SPEAKS_OF_SCOPES =
  /hasn't been granted all required scopes|of the following scopes are required|scope needed for this API call/i;

/**
 * What the body of a 403 says about scopes: which, and whether any one is enough or all are wanted. Undefined where
 * it does not speak of scopes at all, for then the 403 has another reason.
 *
 * The granular names are read before the older ones, which may mislead: `contacts` for an owners call.
 */
export function refusedScopes(body: HubSpotErrorBody): RefusedScopes | undefined {
  const sentences = [body.message, ...body.errors.map((error) => error.message)].filter(
    (sentence) => sentence !== undefined,
  );
  const names = listedNames(body) ?? namesInSentences(sentences);
  const speaks = body.category === 'MISSING_SCOPES' || sentences.some((each) => SPEAKS_OF_SCOPES.test(each));
  if (names.length === 0 && !speaks) return undefined;
  return { form: formOf(sentences), names: plainFirst(names) };
}

function listedNames(body: HubSpotErrorBody): string[] | undefined {
  const contexts = [...body.errors.map((error) => error.context), body.context];
  for (const list of LISTS) {
    const names = contexts.flatMap((context) => context?.[list] ?? []);
    if (names.length > 0) return names;
  }
  return undefined;
}

/** Some answers list the scopes in the sentence alone: `... are required: [files, files.ui_hidden.read]`. */
function namesInSentences(sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => {
    const list = /scopes are required:?\s*\[([^\]]*)\]/i.exec(sentence)?.[1];
    return list ? list.split(',').map((name) => name.trim()) : [];
  });
}

function formOf(sentences: readonly string[]): RefusedScopes['form'] {
  if (sentences.some((sentence) => /\bone or more of the following scopes/i.test(sentence))) return 'any';
  return sentences.some((sentence) => /\ball of the following scopes/i.test(sentence)) ? 'all' : 'unsaid';
}

/** Someone who has to pick one should read the everyday scope first, not the one for sensitive data. */
function plainFirst(names: readonly string[]): string[] {
  const known = [...new Set(names)].filter((name) => SCOPE_NAME.test(name));
  const isSensitive = (name: string) => /sensitive/i.test(name);
  return [...known.filter((name) => !isSensitive(name)), ...known.filter(isSensitive)];
}
