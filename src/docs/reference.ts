/** The pages of checks, causes, symptoms, the engine's rules and its skip reasons. */
import { PAGE_KINDS } from '../core/page.ts';
import { renderPageMarkdown } from '../reporters/pages/markdown.ts';
import { pageIds, pagesNamed } from '../run/describe.ts';
import { addressOfPage, fromTo } from './addresses.ts';

/** Their texts by where they stand. */
export function referencePages(): [address: string, text: string][] {
  return PAGE_KINDS.flatMap((kind) =>
    pageIds(kind).flatMap((id) =>
      pagesNamed(`${kind}/${id}`).map((page): [string, string] => {
        const address = addressOfPage(kind, id);
        const to = (other: typeof kind, name: string) => fromTo(address, addressOfPage(other, name));
        return [address, renderPageMarkdown(page, to)];
      }),
    ),
  );
}
