import * as v from 'valibot';
import { CONNECTION_MODES } from '../../../core/ids.ts';
import { maybe } from '../../../core/schema.ts';
import { mapping, text } from '../../../files/shape.ts';
import { BUNDLE_VERSION } from '../bundle.ts';

const time = v.pipe(
  text,
  v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a time'),
);
const list = v.array(text, 'must be a list');
const suppression = v.object({
  check: text,
  scope: v.object({ portal: v.exactOptional(v.number('must be a portal id')), profile: maybe }),
  reason: text,
  expires: v.pipe(text, v.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day')),
});

/** A bundle before its evidence is looked at. Keys that a later version adds are passed over. */
export const BUNDLE_FILE = v.object(
  {
    bundleVersion: v.literal(BUNDLE_VERSION, `must be ${BUNDLE_VERSION}`),
    tool: v.object({ name: text, version: text }, 'must name the tool and its version'),
    rules: text,
    savedAt: time,
    startedAt: time,
    durationMs: v.number('must be a number of milliseconds'),
    selection: v.object(
      { symptom: v.nullable(text), checks: list, skipped: list },
      'must say which checks were selected',
    ),
    context: v.object(
      {
        mode: v.exactOptional(v.picklist(CONNECTION_MODES, 'must be a way to be connected')),
        profile: maybe,
        threadId: maybe,
        ticketId: maybe,
        sessionId: maybe,
        contact: maybe,
      },
      'must be an object',
    ),
    suppressions: v.exactOptional(v.array(suppression, 'must be a list')),
    evidence: mapping(v.unknown()),
  },
  'must be an object',
);
