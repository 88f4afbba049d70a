/** The doctor of a console as its page asks it and watches it, over real sockets. */
import { onTestFinished } from 'vitest';
import type { Asked, Diagnosis, DoctorPage } from '../../src/console/doctor-words.ts';
import { EventStream } from '../../src/console/page/sse.ts';
import type { OpenedConsole } from './consoles.ts';

export interface AtWork {
  post(path: string, body?: object): Promise<{ status: number; answer: unknown }>;
  /** Begins a look, and resolves to how the doctor stands when it is over. */
  look(asked?: Partial<Asked>): Promise<DoctorPage>;
  /** What a look found. */
  diagnose(asked?: Partial<Asked>): Promise<Diagnosis>;
  /** How it stands from now on, until it stands like this. */
  watch(isLast: (page: DoctorPage) => boolean): Promise<DoctorPage[]>;
}

export function atWork({ ask }: Pick<OpenedConsole, 'ask'>): AtWork {
  /** What is begun is begun when everybody who watches is there. */
  let attached: Promise<unknown> = Promise.resolve();
  const post = async (path: string, body: object = {}) => {
    await attached;
    const response = await ask(path, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, answer: (await response.json()) as unknown };
  };
  const watch = async (isLast: (page: DoctorPage) => boolean) => {
    const leave = new AbortController();
    onTestFinished(() => leave.abort());
    const opening = ask('api/stream', { signal: leave.signal });
    attached = Promise.allSettled([attached, opening]);
    const { body } = await opening;
    const stream = new EventStream();
    const pages: DoctorPage[] = [];
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      for (const { event, data } of stream.push(piece)) {
        if (event !== 'doctor') continue;
        const page = JSON.parse(data) as DoctorPage;
        pages.push(page);
        if (isLast(page)) {
          leave.abort();
          return pages;
        }
      }
    }
    return pages;
  };
  const look = async (asked: Partial<Asked> = {}) => {
    const { status, answer } = await post('api/doctor', asked);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    return (await watch(({ isBusy }) => !isBusy)).at(-1) as DoctorPage;
  };
  const diagnose = async (asked?: Partial<Asked>) => {
    const { diagnosis, trouble } = await look(asked);
    if (diagnosis && !trouble) return diagnosis;
    throw new Error(JSON.stringify(trouble));
  };
  return { post, look, diagnose, watch };
}
