import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import { HOP_STATES, type SeenHop, seenHops, type Tone } from './hops.ts';
import { html, type Markup, separated } from './markup.ts';
import { badge, STATION_SHAPES } from './shapes.ts';

/** The way of a message as a picture, and the same in words for those who do not see it. */
export function pathSection(report: Report): Markup {
  const hops = seenHops(report);
  return html`<section aria-labelledby="path-heading">
<h2 id="path-heading">The way of a message</h2>
<figure>
${pathPictures(hops, described(hops))}
</figure>
<details class="plain">
<summary>The same in words</summary>
<ol class="hops">
<li><strong>Customer</strong> writes a message.</li>
${hops.map(hopItem)}
</ol>
</details>
</section>`;
}

function described(hops: readonly SeenHop[]): string {
  const stations = hops.map(
    ({ hop, state, detail }) => `${hop.title}: ${HOP_STATES[state].words} (${detail})`,
  );
  return ['The customer writes a message', ...stations].join('. ').concat('.');
}

function hopItem({ hop, state, detail, causes }: SeenHop): Markup {
  const { words, mark } = HOP_STATES[state];
  const where = causes.map((number) => html`<a href="#cause-${number}">cause ${number}</a>`);
  return html`<li>${badge(mark)} <strong>${hop.title}: ${words}</strong> (${detail}${where.length === 0 ? null : html`; see ${separated(where)}`}).
<span class="quiet">It ${hop.task}.</span></li>`;
}

interface Point {
  x: number;
  y: number;
}

/** How the stations stand and where their words go; lengths in the units of the picture. */
interface Layout {
  name: 'across' | 'down';
  /** The field that so many stations take; with a way past the handoff it takes more. */
  field(stations: number, hasBypass: boolean): { top: number; width: number; height: number };
  place(index: number, stations: number): Point;
  /** First line of the words, from the middle of the station. */
  words: Point;
  anchor: 'middle' | 'start';
  /** To the side on which the AI's own way passes the handoff. */
  aside: Point;
}

const RADIUS = 34;
const LINE = 23;
const ACROSS_WIDTH = 900;
const DOWN_STEP = 126;

/** Without the arc above. */
const CROPPED = { top: 40, height: 170 };

/** In a row, for wide screens and paper. */
const ACROSS: Layout = {
  name: 'across',
  field: (_, hasBypass) => ({ top: 0, width: ACROSS_WIDTH, height: 210, ...(hasBypass ? {} : CROPPED) }),
  place: (index, stations) => ({ x: (ACROSS_WIDTH / stations) * (index + 0.5), y: 92 }),
  words: { x: 0, y: RADIUS + 30 },
  anchor: 'middle',
  aside: { x: 0, y: -1 },
};

/** One beneath the other, for telephones. */
const DOWN: Layout = {
  name: 'down',
  field: (stations) => ({ top: 0, width: 306, height: DOWN_STEP * stations - 40 }),
  place: (index) => ({ x: 74, y: 44 + DOWN_STEP * index }),
  words: { x: RADIUS + 24, y: -16 },
  anchor: 'start',
  aside: { x: -1, y: 0 },
};

/** One station as it is drawn. */
interface Station {
  shape: string;
  title: string;
  state: string;
  tone: Tone;
  words: string;
  detail: string;
  /** None on the customer, who is not examined. */
  mark: Status | null;
}

const CUSTOMER: Station = {
  shape: STATION_SHAPES.customer,
  title: 'Customer',
  state: 'start',
  tone: 'quiet',
  words: 'writes a message',
  detail: '',
  mark: null,
};

/** The way of a message, once in a row and once downwards; the page shows the one that fits. */
function pathPictures(hops: readonly SeenHop[], description: string): Markup {
  return html`${[ACROSS, DOWN].map((layout) => picture(hops, layout, description))}`;
}

function picture(hops: readonly SeenHop[], layout: Layout, description: string): Markup {
  const stations = [CUSTOMER, ...hops.map(stationOf)];
  const places = stations.map((_, index) => layout.place(index, stations.length));
  const past = bypass(hops, places, layout);
  const { top, width, height } = layout.field(stations.length, past !== null);
  const name = `path-${layout.name}`;
  return html`<svg class="path ${layout.name}" viewBox="0 ${top} ${width} ${height}" role="img" aria-labelledby="${name}-title ${name}-desc">
<title id="${name}-title">The way of a message</title>
<desc id="${name}-desc">${description}</desc>
${past}
${stations.slice(1).map((_, index) => way(stations[index], places[index], places[index + 1]))}
${stations.map((station, index) => drawn(station, places[index], layout))}
</svg>`;
}

function stationOf({ hop, state, detail }: SeenHop): Station {
  const { words, mark, tone } = HOP_STATES[state];
  return { shape: STATION_SHAPES[hop.id], title: hop.title, state, tone, words, detail, mark };
}

function drawn(station: Station, at: Point | undefined, { words, anchor }: Layout): Markup {
  if (at === undefined) return html``;
  const x = at.x + words.x;
  const y = at.y + words.y;
  return html`<g class="station ${station.state} ${station.tone}">
<circle class="disc" cx="${at.x}" cy="${at.y}" r="${RADIUS}" />
<path class="icon" transform="translate(${at.x - 18} ${at.y - 18}) scale(1.5)" d="${station.shape}" />
${station.mark === null ? null : stationMark(station.mark, { x: at.x + 25, y: at.y - 25 })}
<text class="name" x="${x}" y="${y}" text-anchor="${anchor}">${station.title}</text>
<text class="state" x="${x}" y="${y + LINE}" text-anchor="${anchor}">${station.words}</text>
<text class="detail" x="${x}" y="${y + LINE * 2 - 3}" text-anchor="${anchor}">${station.detail}</text>
</g>`;
}

function stationMark(mark: Status, { x, y }: Point): Markup {
  return html`<circle class="seal" cx="${x}" cy="${y}" r="14" /><use class="sign" href="#mark-${mark}" x="${x - 9}" y="${y - 9}" width="18" height="18" />`;
}

const GONE_SILENT = new Set(['broken', 'affected']);
const UNSURE = new Set(['unknown', 'waiting', 'unseen', 'unanswered']);

/** The way from one station to the next: whole, cut where the station is broken, dashed where nobody can tell. */
function way(from: Station | undefined, start: Point | undefined, end: Point | undefined): Markup {
  if (from === undefined || start === undefined || end === undefined) return html``;
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const ahead = { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
  const along = (distance: number): Point => ({
    x: start.x + ahead.x * distance,
    y: start.y + ahead.y * distance,
  });
  const first = along(RADIUS + 7);
  const last = along(length - RADIUS - 8);
  if (!GONE_SILENT.has(from.state)) {
    const kind = UNSURE.has(from.state) ? 'way unsure' : 'way';
    return html`<path class="${kind}" d="${line(first, last)}" />${arrowhead(last, ahead)}`;
  }
  const middle = along(length / 2);
  const stop = along(length / 2 - 8);
  const on = along(length / 2 + 8);
  return html`<path class="way cut" d="${line(first, stop)}" /><path class="way unsure" d="${line(on, last)}" />${arrowhead(last, ahead)}
<path class="cross" d="M${at(middle, -6, -6)}L${at(middle, 6, 6)}M${at(middle, 6, -6)}L${at(middle, -6, 6)}" />`;
}

function arrowhead(tip: Point, ahead: Point): Markup {
  const side = { x: -ahead.y, y: ahead.x };
  const corner = (turn: 1 | -1) =>
    at(tip, -8 * ahead.x + 5.5 * turn * side.x, -8 * ahead.y + 5.5 * turn * side.y);
  return html`<path class="arrow" d="M${corner(1)}L${at(tip, 0, 0)}L${corner(-1)}" />`;
}

/** Where a handoff is drawn: the way that the AI's own answer takes past it. */
function bypass(hops: readonly SeenHop[], places: readonly Point[], { aside, name }: Layout): Markup | null {
  const handoff = hops.findIndex(({ hop }) => hop.id === 'handoff') + 1;
  const from = places[handoff - 1];
  const past = places[handoff];
  const to = places[handoff + 1];
  if (handoff < 2 || from === undefined || past === undefined || to === undefined) return null;
  const edge = RADIUS + 6;
  const out = RADIUS * 2.3;
  const bent = (point: Point, distance: number) => at(point, aside.x * distance, aside.y * distance);
  const label =
    name === 'across'
      ? html`<text class="detail" x="${past.x}" y="${past.y - RADIUS * 2.35}" text-anchor="middle">the AI by itself</text>`
      : null;
  return html`<path class="way aside" d="M${bent(from, edge)}C${bent(from, out)} ${bent(to, out)} ${bent(to, edge)}" />
${label}`;
}

function line(from: Point, to: Point): string {
  return `M${at(from, 0, 0)}L${at(to, 0, 0)}`;
}

/** A point, moved, as a path takes it. */
function at({ x, y }: Point, right: number, down: number): string {
  return `${rounded(x + right)} ${rounded(y + down)}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
