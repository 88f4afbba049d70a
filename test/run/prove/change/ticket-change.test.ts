/** Whatever fails in between, the ticket holds afterwards what it held before, or what somebody else has given it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EvidenceFailure } from '../../../../src/core/evidence.ts';
import type { TicketProperties } from '../../../../src/core/hubspot/ticket-property.ts';
import { TicketChange } from '../../../../src/run/prove/change/ticket-change.ts';
import { runs } from '../../../support/proof.ts';

const PLANNED = {
  portalId: 1020304,
  ticketId: '57774743',
  property: 'hs_ticket_priority',
  was: 'LOW',
  value: 'HIGH',
  sessionId: '00000000-0000-4000-8000-0000000000c1',
};
const DOWN = new EvidenceFailure({ kind: 'http', status: 503, message: 'HubSpot could not answer (503).' });

/** What becomes of a call: it works, it fails, or it works and the answer is lost. */
type Fate = 'works' | 'fails' | 'answer lost';

class Ticket implements TicketProperties {
  versions = [{ value: 'LOW', at: '2026-11-29T09:00:00Z' }];
  fates: Fate[] = [];

  get value(): string {
    return this.versions[0]?.value ?? '';
  }

  write(value: string): void {
    this.versions.unshift({ value, at: '2026-11-29T10:00:00Z' });
  }

  defined = async () => [];

  async state() {
    if ((this.fates.shift() ?? 'works') !== 'works') throw DOWN;
    return { value: this.value, versions: [...this.versions] };
  }

  async set(_ticketId: string, _property: string, value: string) {
    const fate = this.fates.shift() ?? 'works';
    if (fate !== 'fails') this.write(value);
    if (fate !== 'works') throw DOWN;
  }
}

const changeOf = (ticket: Ticket) => new TicketChange(PLANNED, ticket, async () => {});

test('a change is made, put back once, and then no more', async () => {
  const ticket = new Ticket();
  const change = changeOf(ticket);
  expect(await change.make()).toBe('HIGH');
  expect(ticket.value).toBe('HIGH');
  expect(await change.putBack()).toEqual({ is: 'put-back' });
  expect(await change.putBack()).toBeUndefined();
  expect(ticket.versions.map(({ value }) => value)).toEqual(['LOW', 'HIGH', 'LOW']);
});

test('where nothing was written nothing is put back', async () => {
  expect(await changeOf(new Ticket()).putBack()).toBeUndefined();
});

test('what somebody else has set meanwhile stands', async () => {
  const ticket = new Ticket();
  const change = changeOf(ticket);
  await change.make();
  ticket.write('MEDIUM');
  expect(await change.putBack()).toEqual({ is: 'changed-by-another' });
  expect(ticket.value).toBe('MEDIUM');
});

test('a value that is another one by now is not changed', async () => {
  const ticket = new Ticket();
  ticket.write('MEDIUM');
  await expect(changeOf(ticket).make()).rejects.toThrow('Somebody else');
  expect(ticket.value).toBe('MEDIUM');
});

test('two tests at once notice each other, and the value of before comes back', async () => {
  const ticket = new Ticket();
  const [one, other] = [changeOf(ticket), changeOf(ticket)];
  await Promise.allSettled([one.make(), other.make()]).then((results) =>
    expect(results.filter(({ status }) => status === 'rejected')).not.toEqual([]),
  );
  await Promise.all([one.putBack(), other.putBack()]);
  expect(ticket.value).toBe('LOW');
});

test('a HubSpot that stays away is told, with what to do', async () => {
  const ticket = new Ticket();
  const change = changeOf(ticket);
  await change.make();
  ticket.fates = Array.from({ length: 20 }, () => 'fails');
  expect(await change.putBack()).toEqual({ is: 'failed', why: DOWN.message });
});

test('wherever calls fail, or work and are not answered, it holds in the end what it held', async () => {
  const fate = fc.constantFrom<Fate>('works', 'works', 'fails', 'answer lost');
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 6 }), async (fates) => {
      const ticket = new Ticket();
      ticket.fates = [...fates];
      const change = changeOf(ticket);
      await change.make().catch((error) => expect(error).toBeInstanceOf(EvidenceFailure));
      const how = await change.putBack();
      if (how?.is !== 'failed') expect(ticket.value).toBe('LOW');
    }),
    { numRuns: runs(300), seed: 5 },
  );
});
