import type { CauseDefinition } from '../core/cause.ts';
import type { Check } from '../core/check.ts';
import { jsonText } from '../redact/printable.ts';
import { areaOf } from './checks.ts';
import {
  entry,
  field,
  fieldList,
  hang,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
  section,
} from './layout.ts';
import { PARTY_NAMES } from './words.ts';

/** The catalogue of causes, by id. */
export type Causes = Readonly<Record<string, CauseDefinition>>;

export type CatalogueOptions = SheetOptions;

/** Every check by area: its id, what it claims, and the causes that it can name. Ends with a newline. */
export function renderCheckList(checks: readonly Check[], options: CatalogueOptions): string {
  const sheet = openSheet(options);
  const idColumn = Math.max(0, ...checks.map(({ id }) => id.length)) + 2;
  const areas = [...Map.groupBy(checks, ({ id }) => areaOf(id))].map(([area, members]) =>
    section(sheet, area, (room) => members.flatMap((check) => entryLines(room, check, idColumn))),
  );
  return `${areas.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function entryLines(sheet: Sheet, check: Check, idColumn: number): string[] {
  return entry(sheet, check.id, idColumn, (room) => [
    ...prose(room, check.title),
    ...prose(room, `Causes: ${check.causes.join(', ')}`, sheet.chalk.dim),
  ]);
}

/**
 * One check's page: claim, what it looks at and why, the evidence, the causes that it can name with who acts on
 * them, and the documentation. Ends with a newline.
 */
export function renderCheckPage(check: Check, causes: Causes, options: CatalogueOptions): string {
  const sheet = openSheet(options);
  const lines = [
    sheet.chalk.bold(check.id),
    ...prose(sheet, check.title),
    '',
    ...prose(sheet, check.about),
    '',
    ...fieldList(sheet, [
      ...field('Needs', check.needs.join(', ')),
      ...field('Uses', check.uses?.join(', ')),
      ...field('After', check.after?.join(', ')),
      ...Object.entries(check.notFor ?? {}).flatMap(([mode, reason]) =>
        field('Not for', `${mode}: ${reason}`),
      ),
      {
        label: 'Causes',
        block: (room) => causesOf(check, causes).flatMap((cause) => causeEntry(room, cause)),
      },
      ...field('Docs', check.docs),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function causeEntry(sheet: Sheet, cause: CauseDefinition): string[] {
  return hang(sheet, sheet.symbols.dot, (room) =>
    prose(room, `${cause.id} ${sheet.symbols.dash} ${cause.title({})} (${PARTY_NAMES[cause.owner]})`),
  );
}

function causesOf(check: Check, causes: Causes): CauseDefinition[] {
  return check.causes.flatMap((id) => causes[id] ?? []);
}

/** The catalogue, or one check of it, as a JSON document with a newline at its end. */
export function renderCatalogueJson(checks: readonly Check[], causes: Causes): string {
  const document = {
    schemaVersion: 1,
    checks: checks.map((check) => ({
      id: check.id,
      title: check.title,
      about: check.about,
      needs: check.needs,
      uses: check.uses ?? [],
      after: check.after ?? [],
      notFor: check.notFor ?? {},
      causes: causesOf(check, causes).map((cause) => ({
        id: cause.id,
        title: cause.title({}),
        owner: cause.owner,
      })),
      docs: check.docs,
    })),
  };
  return `${jsonText(document, 2)}\n`;
}
