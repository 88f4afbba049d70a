/** Which answers files are forms that `--questions` wrote, and what came back in them, in whichever kind. */
import { extname } from 'node:path';
import { isObject } from '../../core/json.ts';
import { parseDocument } from '../../files/document.ts';
import { UsageError } from '../../files/usage-error.ts';
import { readLines, type WrittenAnswer, type WrittenForm } from './lines.ts';
import { mended } from './mended.ts';
import { nameIn } from './named.ts';
import { expectForm, type ReadForm, readForm } from './read-form.ts';

/** The line that says when the questions were asked stands in every form. */
// Blanks of its own line alone: a text of blank lines would be looked through from each of them again.
const ASKED = /^[ \t*_#"'`{,-]*asked(?: on)?["'*_`]*\s*:/im;

const MARKDOWN = ['.md', '.markdown'];
const PAGE = ['.html', '.htm'];

/** Whether the name is of a file into which no answers can be added. */
export function isFormName(file: string): boolean {
  return [...MARKDOWN, ...PAGE, '.txt'].includes(endingOf(file));
}

/**
 * @param file as the user named it
 * @returns undefined where the file is none
 * @throws UsageError for the page itself, and for a form of which nothing is left
 */
export async function formIn(source: string, file: string): Promise<ReadForm | undefined> {
  const ending = endingOf(file);
  if (PAGE.includes(ending))
    throw new UsageError(`${file} is the page with the questions, and holds no answers.`, {
      hint: 'Open it in a browser, answer there, save the answers, and give the file that it saves to --answers.',
    });
  refuseOtherKinds(source, file);
  const text = mended(source);
  if (!MARKDOWN.includes(ending) && !ASKED.test(text)) return undefined;
  const written = (await fromDocument(text, file)) ?? readLines(text);
  expectForm(written, file);
  return readForm(written, file);
}

/** What a form may come back as that is no text, by its ending, and by how it begins. */
const OTHER_KINDS: readonly (readonly [what: string, endings: readonly string[], begins: RegExp])[] = [
  ['a document of a word processor', ['.docx', '.doc', '.odt', '.pages'], /^PK\p{Cc}/u],
  ['a document of a word processor', ['.rtf'], /^\{\\rtf/],
  ['a PDF', ['.pdf'], /^%PDF-/],
  ['a mail as its program keeps it', ['.msg'], /^content-transfer-encoding:\s*base64/im],
];

function refuseOtherKinds(source: string, file: string): void {
  const [what] =
    OTHER_KINDS.find(([, endings, begins]) => endings.includes(endingOf(file)) || begins.test(source)) ?? [];
  if (what !== undefined)
    throw new UsageError(`The answers file ${file} is ${what}, of which no answers can be read.`, {
      hint: 'Open it, copy the text, and give it as a text file whose name ends in .txt.',
    });
}

function endingOf(file: string): string {
  return extname(file).toLowerCase();
}

/** A form that a program could read as well; undefined where it is no document any more. */
async function fromDocument(text: string, file: string): Promise<WrittenForm | undefined> {
  if (MARKDOWN.includes(endingOf(file))) return undefined;
  let document: unknown;
  try {
    document = await parseDocument(text, file, 'answers file');
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
  if (!isObject(document) || !isObject(document['answers'])) return undefined;
  const { answers, portal, asked, answered, by, remarks, ...others } = document;
  const named = { portal, asked, answered, by: by ?? commentBehind('by', text) };
  const further = Object.entries(others).map(([name, value]) => `${name}: ${textOf(value)}`);
  const remark = [textOf(remarks), ...further].filter(Boolean).join('; ');
  return {
    ...Object.fromEntries(
      Object.entries(named).flatMap(([name, value]) => (textOf(value) === '' ? [] : [[name, textOf(value)]])),
    ),
    ...(remark && { remarks: remark }),
    answers: Object.entries(answers as object).map(([key, value]) => {
      const remark = commentBehind(key, text);
      return { ...answerOf(key, value), ...(remark !== undefined && { remark }) };
    }),
  };
}

/** `yes # I think` in YAML, where a comment is for whoever reads it. */
function commentBehind(name: string, text: string): string | undefined {
  const line = text.split('\n').find((each) => unquoted(each).startsWith(`${name}:`)) ?? '';
  const [, comment = ''] = COMMENT.exec(line) ?? [];
  return nameIn(comment) || undefined;
}

const COMMENT = /^[^"'#]*(?:"[^"]*"|'[^']*')?[^"'#]*\s#\s*(.*)$/;

/** Without quotes, which may stand around the name. */
function unquoted(line: string): string {
  return line.trim().replaceAll(/["']/g, '');
}

/** Also with who said it and when, as an answers file may have it. */
function answerOf(key: string, entry: unknown): WrittenAnswer {
  if (!isObject(entry)) return { key, text: textOf(entry), ticks: [] };
  const { value, by, at } = entry;
  return {
    key,
    text: textOf(value),
    ticks: [],
    ...(by !== undefined && { by: textOf(by) }),
    ...(at !== undefined && { at: textOf(at) }),
  };
}

/** As it would be written by hand. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
