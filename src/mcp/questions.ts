/**
 * Open questions as forms for the person at the other end, where the client can show one: a form for each screen that
 * answers them, so that it is opened once. No form asks for a secret.
 */
import { type ElicitRequestFormParams, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { isQuestionKey, QUESTIONS } from '../../checks/facts.ts';
import type { Report, ReportQuestion } from '../core/report.ts';
import type { ToAsk } from './tool.ts';

/** What was said so far, and what has been put to somebody already. */
export interface Said {
  answers: Record<string, unknown>;
  put: string[];
  /** Somebody has declined a form, and is asked no more. */
  enough?: boolean;
}

type Field = ElicitRequestFormParams['requestedSchema']['properties'][string];

/** A person fills in a few forms, not a dozen. */
const MOST_FORMS = 3;

/**
 * The forms for what is open and was not put before; undefined where an answer can only add to what was measured, or
 * something else has to be mended first.
 */
export async function toAsk(
  { causes, obstacle, questions }: Report,
  said: Said,
  mint: (said: Said) => Promise<string>,
): Promise<ToAsk | undefined> {
  if (said.enough) return undefined;
  if (causes[0]?.confidence === 'confirmed' || (obstacle && obstacle.id !== 'no-token')) return undefined;
  const open = questions.filter(({ key, kind }) => kind !== 'secret-url' && !said.put.includes(key));
  const screens = [...Map.groupBy(open, ({ url, where }) => url ?? where)].slice(0, MOST_FORMS);
  if (screens.length === 0) return undefined;
  const forms = screens.map(([screen, asked], index) => [`form${index + 1}`, formOf(screen, asked)] as const);
  const put = [...said.put, ...screens.flatMap(([, asked]) => asked.map(({ key }) => key))];
  return {
    ask: {
      inputRequests: Object.fromEntries(forms),
      requestState: await mint({ answers: said.answers, put }),
    },
  };
}

/** What was filled in, added to what was said before; what was left empty stays open. */
export function withFilled(said: Said, filled: Readonly<Record<string, unknown>>): Said {
  const answers = { ...said.answers };
  let enough = said.enough === true;
  for (const form of Object.keys(filled)) {
    const view = inputResponse(filled, form);
    if (view.kind !== 'elicit') continue;
    if (view.action !== 'accept') enough = true;
    for (const [key, value] of Object.entries(view.content ?? {})) {
      // What nobody was asked is no answer.
      if (said.put.includes(key)) answers[key] = value;
    }
  }
  return { ...said, answers, enough };
}

function formOf(screen: string, asked: readonly ReportQuestion[]) {
  const count = asked.length === 1 ? 'a question' : `${asked.length} questions`;
  return inputRequired.elicit({
    message: `To find out why OpenCX and HubSpot do not work together: ${count} about this screen: ${screen}. Leave open what you cannot see.`,
    requestedSchema: {
      type: 'object',
      properties: Object.fromEntries(asked.map((question) => [question.key, fieldOf(question)])),
    },
  });
}

function fieldOf({ key, kind, text }: ReportQuestion): Field {
  const described = { title: key, description: text };
  switch (kind) {
    case 'yes-no':
      return { type: 'boolean', ...described };
    case 'number':
      return { type: 'integer', ...described };
    case 'choice':
      return {
        type: 'string',
        ...described,
        oneOf: choicesOf(key).map(({ value, name }) => ({ const: value, title: name })),
      };
    case 'several':
      return {
        type: 'array',
        ...described,
        items: { anyOf: choicesOf(key).map(({ value, name }) => ({ const: value, title: name })) },
      };
    default:
      return { type: 'string', ...described };
  }
}

function choicesOf(key: string): readonly { value: string; name: string }[] {
  const form = isQuestionKey(key) ? QUESTIONS[key].form : undefined;
  return form && 'choices' in form ? form.choices : [];
}
