/**
 * A program by itself: reads a log as plainly as one can in JavaScript, and only counts the refusals that name missing
 * scopes. `node plain-reader.ts FORM FILE [SEPARATOR STATUS ANSWER]`, the last two the names of columns.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { createInterface } from 'node:readline';

const [, , form, file = '', ...columns] = argv;
const SOUGHT = 'MISSING_SCOPES';

async function countLines(): Promise<number> {
  let found = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const row = JSON.parse(line);
    if (typeof row === 'object' && line.includes(SOUGHT)) found += 1;
  }
  return found;
}

/** Every value is cut out, its quotes taken off. */
async function countTable([separator = ',', status = '', answer = '']: string[]): Promise<number> {
  let found = 0;
  let header: string[] | undefined;
  let rest = '';
  const count = (row: string[]) => {
    header ??= row;
    if (row[header.indexOf(status)] === '403' && row[header.indexOf(answer)]?.includes(SOUGHT)) found += 1;
  };
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 262_144 })) {
    const text = rest + chunk;
    let row: string[] = [];
    let rowAt = 0;
    for (let at = 0; at < text.length; at += 1) {
      let value: string;
      let end = at;
      if (text[at] === '"') {
        end = text.indexOf('"', at + 1);
        while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
        if (end < 0) break;
        value = text.slice(at + 1, end).replaceAll('""', '"');
        end += 1;
      } else {
        while (text[end] !== separator && text[end] !== '\n' && text[end] !== '\r' && end < text.length)
          end += 1;
        value = text.slice(at, end);
      }
      if (text[end] === '\r') end += 1;
      if (end >= text.length) break;
      row.push(value);
      at = end;
      if (text[end] !== '\n') continue;
      count(row);
      row = [];
      rowAt = end + 1;
    }
    rest = text.slice(rowAt);
  }
  return found;
}

interface Archive {
  log: { entries: { response: { status: number } }[] };
}

function countArchive(): number {
  const { log } = JSON.parse(readFileSync(file, 'utf8')) as Archive;
  return log.entries.filter(({ response }) => response.status === 403).length;
}

const found = form === 'har' ? countArchive() : await (form === 'csv' ? countTable(columns) : countLines());
process.stdout.write(`${found}\n`);
