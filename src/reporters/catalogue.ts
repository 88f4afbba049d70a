import type { CauseDefinition } from '../core/cause.ts';
import type { Check } from '../core/check.ts';
import type { CatalogueFormat } from '../core/formats.ts';
import type { Symptom } from '../core/symptom.ts';
import { jsonText } from '../redact/printable.ts';
import { areaOf } from './checks.ts';
import { entry, openSheet, prose, type Sheet, type SheetOptions, section } from './layout.ts';
import { code, codes } from './markdown/escape.ts';

/** The catalogue of causes, by id. */
export type Causes = Readonly<Record<string, CauseDefinition>>;

export type CatalogueOptions = SheetOptions;

/** The checks to list, the causes that they name, and the symptoms where all of it is meant. */
export interface Catalogue {
  checks: readonly Check[];
  causes: Causes;
  symptoms: readonly Symptom[];
}

export const CATALOGUE_REPORTERS: Readonly<
  Record<CatalogueFormat, (catalogue: Catalogue, options: CatalogueOptions) => string>
> = {
  text: renderCheckList,
  json: renderCatalogueJson,
  brief: renderCatalogueInBrief,
  markdown: renderCatalogueMarkdown,
};

const HOW_TO_LOOK_UP =
  'Each check, cause and symptom has a page of its own, such as `opencx-hubspot checks owner-not-ai-user`.';

/** Every check by area: its id, what it claims, and the causes that it can name. Ends with a newline. */
function renderCheckList({ checks, symptoms }: Catalogue, options: CatalogueOptions): string {
  const sheet = openSheet(options);
  const idColumn = Math.max(0, ...checks.map(({ id }) => id.length)) + 2;
  const areas = [...Map.groupBy(checks, ({ id }) => areaOf(id))].map(([area, members]) =>
    section(sheet, area, (room) => members.flatMap((check) => entryLines(room, check, idColumn))),
  );
  const blocks =
    symptoms.length === 0 ? areas : [...areas, symptomLines(sheet, symptoms), prose(sheet, HOW_TO_LOOK_UP)];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function symptomLines(sheet: Sheet, symptoms: readonly Symptom[]): string[] {
  const column = Math.max(0, ...symptoms.map(({ id }) => id.length)) + 2;
  return section(sheet, 'symptoms', (room) =>
    symptoms.flatMap(({ id, title }) => entry(room, id, column, (inner) => prose(inner, title))),
  );
}

/** A line a check; which causes it can name is said on its page. */
function renderCatalogueInBrief({ checks, symptoms }: Catalogue): string {
  const lines = [
    ...checks.map(({ id, title }) => `${id}: ${title}`),
    ...symptoms.map(({ id, title }) => `symptom ${id}: ${title}`),
  ];
  return `${lines.join('\n')}\n`;
}

function renderCatalogueMarkdown({ checks, symptoms }: Catalogue): string {
  const areas = [...Map.groupBy(checks, ({ id }) => areaOf(id))].map(([area, members]) => [
    `## ${area}`,
    members
      .map(
        ({ id, title, causes }) =>
          `- ${code(id)}: ${title}${causes.length === 0 ? '' : `. Causes: ${codes(causes)}`}`,
      )
      .join('\n'),
  ]);
  const seen = symptoms.map(({ id, title }) => `- ${code(id)}: ${title}`).join('\n');
  const blocks = ['# Checks', ...areas.flat(), ...(seen === '' ? [] : ['## Symptoms', seen])];
  return `${blocks.join('\n\n')}\n`;
}

function entryLines(sheet: Sheet, check: Check, idColumn: number): string[] {
  return entry(sheet, check.id, idColumn, (room) => [
    ...prose(room, check.title),
    ...prose(room, `Causes: ${check.causes.join(', ')}`, sheet.chalk.dim),
  ]);
}

/** As a JSON document; causes and symptoms are listed only where they are asked for. Ends with a newline. */
function renderCatalogueJson({ checks, causes, symptoms }: Catalogue): string {
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
      causes: check.causes
        .flatMap((id) => causes[id] ?? [])
        .map((cause) => ({
          id: cause.id,
          title: cause.title({}),
          owner: cause.owner,
        })),
      docs: check.docs,
    })),
    ...(symptoms.length > 0 && {
      causes: Object.values(causes).map(({ id, title, owner }) => ({ id, title: title({}), owner })),
      symptoms: symptoms.map(({ id, title, checks: checklist }) => ({ id, title, checks: checklist })),
    }),
  };
  return `${jsonText(document, 2)}\n`;
}
