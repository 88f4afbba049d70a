import { describe, expect, it, vi } from 'vitest';
import { EffectFailed, perform, type Work } from '../../../src/engine/effects.ts';
import { drive } from '../../../src/engine/run/carry-out.ts';
import { Lanes, Slots } from '../../../src/engine/run/lanes.ts';
import { systemTimers } from '../../../src/engine/run/timers.ts';

describe('work', () => {
  function* asking(): Work {
    try {
      yield* perform({ kind: 'fetch-thread', threadId: '1' });
      return { status: 'done', summary: 'got it' };
    } catch {
      return { status: 'done', summary: 'went on without it' };
    }
  }
  function* trusting(): Work {
    yield* perform({ kind: 'fetch-thread', threadId: '1' });
    return { status: 'done', summary: 'got it' };
  }
  const failing = async () => {
    throw new EffectFailed('fetch-thread', 'timeout', 'No answer.');
  };

  it('may go on after a failed effect', async () => {
    expect(await drive(asking(), failing)).toEqual({ status: 'done', summary: 'went on without it' });
  });

  it('ends with the reason of a failure that it does not catch', async () => {
    expect(await drive(trusting(), failing)).toEqual({
      status: 'failed',
      reason: 'timeout',
      summary: 'No answer.',
    });
  });

  it('never sees any other fault', async () => {
    const fault = new Error('The journal is gone.');
    await expect(drive(asking(), () => Promise.reject(fault))).rejects.toBe(fault);
  });
});

describe('lanes', () => {
  it('forget what is done and take more afterwards', async () => {
    const lanes = new Lanes(new Slots(2));
    const done: number[] = [];
    lanes.add('a', async () => void done.push(1));
    await lanes.idle();
    lanes.add('a', async () => void done.push(2));
    await lanes.idle();
    expect(done).toEqual([1, 2]);
  });

  it('are idle only when what was added meanwhile is done too', async () => {
    const lanes = new Lanes(new Slots(1));
    const done: number[] = [];
    lanes.add('a', async () => {
      lanes.add('b', async () => void done.push(2));
      done.push(1);
    });
    await lanes.idle();
    expect(done).toEqual([1, 2]);
  });

  it('keep the order of ten thousand jobs', async () => {
    const lanes = new Lanes(new Slots(8));
    const seen = new Map<string, number[]>();
    for (let job = 0; job < 10_000; job += 1) {
      const lane = `${job % 100}`;
      lanes.add(lane, async () => void seen.set(lane, [...(seen.get(lane) ?? []), job]));
    }
    await lanes.idle();
    expect([...seen.values()].every((jobs) => jobs.length === 100 && isRising(jobs))).toBe(true);
  });
});

describe('real timers', () => {
  it('call when the time has come, at once for a past one, and not when called off', async () => {
    const called: string[] = [];
    const callOff = systemTimers.at(systemTimers.now() + 1, () => called.push('called off'));
    callOff();
    await new Promise<void>((resolve) => {
      systemTimers.at(systemTimers.now() - 1_000, () => called.push('past'));
      systemTimers.at(systemTimers.now() + 20, resolve);
    });
    expect(called).toEqual(['past']);
  });

  it('wait, and end with the reason of an abort', async () => {
    const stop = new AbortController();
    await systemTimers.wait(1, stop.signal);
    const waiting = systemTimers.wait(3_600_000, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await expect(systemTimers.wait(1, stop.signal)).rejects.toThrow('stopped');
  });

  it.each([-2_000, -3_600_000])(
    'do not call before their time by a clock that was set back by %d ms',
    (step) => {
      vi.useFakeTimers({ now: 1_000_000_000 });
      try {
        const called: number[] = [];
        systemTimers.at(systemTimers.now() + 15_000, () => called.push(systemTimers.now()));
        vi.setSystemTime(systemTimers.now() + step);
        vi.advanceTimersByTime(15_000);
        expect(called).toEqual([]);
        vi.advanceTimersByTime(-step);
        expect(called).toEqual([1_000_015_000]);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it('can be set for longer than the platform counts', () => {
    systemTimers.at(systemTimers.now() + 2 ** 40, () => {})();
  });
});

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}
