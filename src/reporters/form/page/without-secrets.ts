/**
 * A text as somebody typed it, without what may be a webhook URL or a key: of an address no more than its host stays, unless
 * it is one of HubSpot's own screens, which a remark may well point to.
 *
 * The page of a form runs this very text in a browser, so it names nothing but what every browser has.
 */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/(https?:\/\/)([^\s/?#"'<>]*@)?([^\s/?#"'<>@]+)([^\s"'<>]*)/gi, (...match: string[]) => {
      const [whole = '', scheme = '', password, host = '', tail = ''] = match;
      const isScreen = password === undefined && /(?:^|\.)hubspot\.com$/i.test(host);
      return isScreen || (password === undefined && /^[/.,;:!?]?$/.test(tail))
        ? whole
        : `${scheme}${host}/[left-out]`;
    })
    .replaceAll(/(api\.open\.cx)(\/[^\s"'<>]{8,})/gi, (whole, host: string) =>
      whole.endsWith('/[left-out]') ? whole : `${host}/[left-out]`,
    )
    .replaceAll(/\bey[AJ][\w-]{10,}(?:\.[\w-]*)*/g, '[left-out]')
    .replaceAll(/\b(pat-[a-z]{2,4}\d{1,2}-|ocx_[a-z]+_)[\w-]{8,}/gi, '$1[left-out]');
}
