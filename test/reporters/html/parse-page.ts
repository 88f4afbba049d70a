import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element of a page, with what it holds. */
export interface PageElement {
  name: string;
  attributes: Record<string, string>;
  children: (PageElement | string)[];
}

type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  htmlEntities: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

/** The page as a tree. It has to be well-formed, so a stray `<` or an open quote throws. */
export function parsePage(page: string): PageElement {
  const validity = XMLValidator.validate(page);
  if (validity !== true) throw new Error(`Line ${validity.err.line}: ${validity.err.msg}`);
  return { name: '#page', attributes: {}, children: (parser.parse(page) as Node[]).map(childOf) };
}

function childOf(node: Node): PageElement | string {
  if (typeof node['#text'] === 'string') return node['#text'];
  const [name = '', children] = Object.entries(node).find(([key]) => key !== ':@') ?? [];
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    children: (Array.isArray(children) ? (children as Node[]) : []).map(childOf),
  };
}

/** Every element, from the outside in, in the order of the page. */
export function elementsOf(page: string | PageElement | undefined): PageElement[] {
  if (page === undefined) return [];
  const root = typeof page === 'string' ? parsePage(page) : page;
  return root.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsOf(child)]));
}

export function elementsNamed(page: string | PageElement | undefined, name: string): PageElement[] {
  return elementsOf(page).filter((element) => element.name === name);
}

/** What a reader reads, with single blanks; style sheets are not read. */
export function textOf(page: string | PageElement | undefined): string {
  if (page === undefined) return '';
  const root = typeof page === 'string' ? parsePage(page) : page;
  return rawText(root).replace(/\s+/g, ' ').trim();
}

function rawText({ name, children }: PageElement): string {
  if (name === 'style') return '';
  return children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}
