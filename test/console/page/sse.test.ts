import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventStream, type StreamEvent } from '../../../src/console/page/sse.ts';

it('reads the same events wherever the pieces were cut', () => {
  const event = fc.record({ id: fc.nat().map(String), data: fc.json() });
  fc.assert(
    fc.property(fc.array(event), fc.array(fc.nat(200)), (events, cuts) => {
      const text = events.map(({ id, data }) => `id: ${id}\ndata: ${data}\n\n:\n\n`).join('');
      const stream = new EventStream();
      const read: StreamEvent[] = [];
      let rest = text;
      for (const cut of cuts) {
        read.push(...stream.push(rest.slice(0, cut)));
        rest = rest.slice(cut);
      }
      read.push(...stream.push(rest));
      expect(read).toEqual(events.map((each) => ({ ...each, event: 'message' })));
    }),
  );
});

it('keeps the last id through what names none, and takes a data of several lines for one', () => {
  const stream = new EventStream('7');
  expect(
    stream.push('event: trouble\ndata: a\ndata: b\n\nid: 8\ndata: c\n\ndata: d\n\ndata: unfinished'),
  ).toEqual([
    { id: '7', event: 'trouble', data: 'a\nb' },
    { id: '8', event: 'message', data: 'c' },
    { id: '8', event: 'message', data: 'd' },
  ]);
});
