/**
 * Reads server-sent events (HTML standard, "Interpreting an event stream") from text that comes in pieces. The browser's
 * own `EventSource` sends no headers, and so no key.
 */
export interface StreamEvent {
  /** The last one that was told, here or before. */
  id: string;
  event: string;
  data: string;
}

export class EventStream {
  #rest = '';
  #id: string;

  constructor(id = '') {
    this.#id = id;
  }

  /** The events that are whole by now. */
  push(piece: string): StreamEvent[] {
    const blocks = (this.#rest + piece).split(/\r?\n\r?\n/);
    this.#rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => this.#eventIn(block));
  }

  #eventIn(block: string): StreamEvent[] {
    const data: string[] = [];
    let event = 'message';
    for (const line of block.split(/\r?\n/)) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (field === 'id') this.#id = value;
      else if (field === 'event') event = value;
      else if (field === 'data') data.push(value);
    }
    return data.length === 0 ? [] : [{ id: this.#id, event, data: data.join('\n') }];
  }
}
