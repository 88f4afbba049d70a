import { Buffer } from 'node:buffer';
import type { Secret } from '../core/secret.ts';
import { stripPasteFaults } from './paste-faults.ts';
import { tokenForm } from './token-form.ts';

/** Shorter texts are found in ordinary sentences; a prefix that everybody knows does not count. */
const SHORTEST_SECRET = 8;
const SHORTEST_URL_PART = 16;
const PUBLIC_PREFIX = /^(?:pat-(?:[a-z]{2,4}\d{1,2}-)?|ocx_[a-z]+_)/i;

/** Every spelling in which a secret could turn up in a text: as given, cleaned, in parts, and each of these encoded. */
export function secretForms(secret: Secret): string[] {
  const texts = new Set(parts(secret.reveal()).filter(isWorthHiding));
  return [...new Set([...texts].flatMap(encodings))];
}

function isWorthHiding(text: string): boolean {
  return text.replace(PUBLIC_PREFIX, '').trim().length >= SHORTEST_SECRET;
}

function parts(value: string): string[] {
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol)) return urlParts(value, url);
  const { cleaned } = tokenForm(value, 'known');
  return [value, value.trim(), stripPasteFaults(value).text, ...(cleaned ? [cleaned.reveal()] : [])];
}

/** A URL's host is no secret; its path and query are, and so is each long piece of them. */
function urlParts(value: string, url: URL): string[] {
  const tail = url.pathname + url.search + url.hash;
  if (tail === '/' && url.username === '' && url.password === '') return [];
  const pieces = [tail, ...tail.split(/[/?&#]/), ...url.searchParams.values(), url.password];
  return [value, value.trim(), url.href, ...pieces.filter((piece) => piece.length >= SHORTEST_URL_PART)];
}

function encodings(text: string): string[] {
  const wellFormed = text.toWellFormed();
  const json = JSON.stringify(text).slice(1, -1);
  return [
    text,
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    json,
    json.replaceAll('/', '\\/'),
    json.replaceAll(/[\u0080-\uffff]/g, unicodeEscape),
    htmlEscaped(text),
    json.replaceAll(/[\s\S]/g, unicodeEscape),
    eachByte(text, '%'),
    eachByte(text, ''),
    ...base64Forms(text),
  ];
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Each byte as two hex digits with a mark before it: `%70%61` for `pa`. */
function eachByte(text: string, mark: string): string {
  return Buffer.from(text).toString('hex').replaceAll(/../g, `${mark}$&`);
}

function htmlEscaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * The base64 characters that the text alone decides, at each of the three places where it can begin within a
 * longer encoded text, such as the `user:password` of a Basic header.
 */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64');
    const first = Math.ceil((lead * 8) / 6);
    const end = Math.floor(((lead + bytes.length) * 8) / 6);
    const decided = encoded.slice(first, end);
    return [
      decided,
      decided.replaceAll('+', '-').replaceAll('/', '_'),
      decided.replaceAll('+', '%2B').replaceAll('/', '%2F'),
    ];
  });
}
