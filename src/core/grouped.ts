/** `12,345`: a long count is misread without its commas. Without `Intl`, which loads its tables of all languages. */
export function grouped(count: number): string {
  const [whole = '', ...fraction] = String(count).split('.');
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
}
