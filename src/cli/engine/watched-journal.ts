import type { Journal, JournalledEvent } from '../../engine/journal/index.ts';

/** The same journal, which says of each event that it has ended. */
export function watchedJournal(journal: Journal, onEnded: (event: JournalledEvent) => void): Journal {
  const finish: Journal['finish'] = async (id, at, outcome) => {
    await journal.finish(id, at, outcome);
    const [event] = journal.list({ ids: [id] });
    if (event) onEnded(event);
  };
  return new Proxy(journal, {
    get(target, name) {
      if (name === 'finish') return finish;
      const member = Reflect.get(target, name, target) as unknown;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
