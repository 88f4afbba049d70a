import { describe, expect, it } from 'vitest';
import { ConnectionLost, TakenBack, unusableStore } from '../../../../src/engine/journal/postgres/faults.ts';
import { UsageError } from '../../../../src/files/usage-error.ts';

const SHOWN = 'postgres://db.example.test/opencx';

/** As the driver reports what Postgres said. */
function said(code: string, severity = 'ERROR'): Error {
  return Object.assign(new Error('as Postgres words it'), { code, severity });
}

/** As the driver reports what happened on the way. */
function onTheWay(message: string, code?: string): Error {
  return Object.assign(new Error(message), code !== undefined && { code });
}

describe('what becomes of a session', () => {
  it.each([
    onTheWay('write EPIPE', 'EPIPE'),
    onTheWay('read ECONNRESET', 'ECONNRESET'),
    onTheWay('connect EPERM', 'EPERM'),
    onTheWay('socket hang up', 'EBUSY'),
    onTheWay('Connection terminated unexpectedly'),
    onTheWay('Client has encountered a connection error and is not queryable'),
    onTheWay('Query read timeout'),
    said('57P01', 'FATAL'),
    said('57P03', 'FATAL'),
    said('25P03', 'FATAL'),
    said('08006'),
  ])('is known to be over: %s', (error) => {
    expect(unusableStore(SHOWN, error)).toBeInstanceOf(ConnectionLost);
  });

  it.each(['40001', '40P01', '57014'])('is not over where %s took a transaction back', (code) => {
    expect(unusableStore(SHOWN, said(code))).toBeInstanceOf(TakenBack);
  });

  it.each(['42501', '53100', '25006', '23505', '25P02', '40003'])('is not over where it says %s', (code) => {
    expect(unusableStore(SHOWN, said(code)).constructor).toBe(UsageError);
  });
});
