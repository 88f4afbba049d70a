import { setImmediate } from 'node:timers/promises';
import type { Timers } from '../../src/engine/run/timers.ts';

export const START = Date.parse('2026-11-22T10:00:00.000Z');

/** Time that stands still until a test moves it. */
export interface VirtualTime extends Timers {
  /** Lets so many milliseconds pass; whatever falls due on the way happens at its own moment. */
  advance(milliseconds: number): Promise<void>;
  /** Lets time pass from one alarm to the next until the promise is settled. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Lets everything happen that needs no time to pass. */
  settle(): Promise<void>;
  /** Sets the clock forward or back by so many milliseconds, without any time passing. */
  stepClock(milliseconds: number): void;
}

interface Alarm {
  /** By the time that has passed, whatever the clock says. */
  at: number;
  call: () => void;
}

/** @param settle resolves when nothing more happens without time passing */
export function virtualTime(start = START, settle: () => Promise<void> = twoTurns): VirtualTime {
  let passed = start;
  let stepped = 0;
  let alarms: Alarm[] = [];
  const now = () => passed + stepped;

  function after(milliseconds: number, call: () => void): () => void {
    const alarm = { at: passed + Math.max(0, milliseconds), call };
    alarms.push(alarm);
    return () => {
      alarms = alarms.filter((other) => other !== alarm);
    };
  }

  /** As the platform's timers do it: they count what passes, and the clock is looked at when they ring. */
  function at(time: number, call: () => void): () => void {
    let callOff = () => {};
    const arm = () => {
      callOff = after(time - now(), () => (now() >= time ? call() : arm()));
    };
    arm();
    return () => callOff();
  }

  /** The soonest alarm; of two at the same moment the one that was set first. */
  function next(): Alarm | undefined {
    return alarms.toSorted((one, other) => one.at - other.at)[0];
  }

  function ring(alarm: Alarm): void {
    alarms = alarms.filter((other) => other !== alarm);
    passed = Math.max(passed, alarm.at);
    alarm.call();
  }

  return {
    now,
    stepClock(milliseconds) {
      stepped += milliseconds;
    },
    at,
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const giveUp = () => {
          callOff();
          reject(signal.reason);
        };
        const callOff = after(milliseconds, () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        });
        signal.addEventListener('abort', giveUp, { once: true });
      }),
    settle,
    async advance(milliseconds) {
      const end = passed + milliseconds;
      await settle();
      for (let alarm = next(); alarm && alarm.at <= end; alarm = next()) {
        ring(alarm);
        await settle();
      }
      passed = end;
    },
    async until(promise) {
      let settled = false;
      const mark = () => {
        settled = true;
      };
      promise.then(mark, mark);
      await settle();
      while (!settled) {
        const alarm = next();
        if (!alarm) throw new Error('Nothing is left that could happen, and the promise is not settled.');
        ring(alarm);
        await settle();
      }
      return promise;
    },
  };
}

// Journal, portal and responder in memory answer without leaving the turn, so two turns are more than enough.
async function twoTurns(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
