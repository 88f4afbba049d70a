// The schema in the package is made from the one in the code: `npm run schema` renews it.
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { apiLogSchema, logFileSchema, logPercentilesSchema, logSpanSchema } from '../../src/core/api-log.ts';
import { evidenceErrorSchema } from '../../src/core/evidence.ts';
import { FLEET_VERSION, fleetSchema } from '../../src/core/fleet.ts';
import {
  causeSchema,
  checkSchema,
  evidenceSchema,
  fixSchema,
  reportSchema,
  SCHEMA_VERSION,
  sourceSchema,
  statusSchema,
} from '../../src/core/report.ts';
import { suppressionSchema } from '../../src/core/suppression.ts';

/** What has a name of its own in the JSON Schema. */
const definitions = {
  status: statusSchema,
  source: sourceSchema,
  cause: causeSchema,
  fix: fixSchema,
  check: checkSchema,
  evidence: evidenceSchema,
  error: evidenceErrorSchema,
  suppression: suppressionSchema,
  apiLog: apiLogSchema,
  logFile: logFileSchema,
  logSpan: logSpanSchema,
  logPercentiles: logPercentilesSchema,
};

const SETTINGS = {
  target: 'draft-2020-12',
  // What this version prints has no other keys; a reader passes over those of a later one.
  overrideSchema: ({ valibotSchema, jsonSchema }) =>
    valibotSchema.type === 'object' ? { ...jsonSchema, additionalProperties: false } : jsonSchema,
} satisfies ConversionConfig;

function reportJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(reportSchema, { ...SETTINGS, definitions });
  return {
    $schema,
    $id: `urn:opencx-hubspot:report:${SCHEMA_VERSION}`,
    title: 'opencx-hubspot report',
    description: 'What `--format json` prints. Within a schemaVersion it only gains keys and ids.',
    ...schema,
  };
}

function fleetJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(fleetSchema, SETTINGS);
  return {
    $schema,
    $id: `urn:opencx-hubspot:fleet:${FLEET_VERSION}`,
    title: 'opencx-hubspot overview of many profiles',
    description:
      'What `doctor --all-profiles` keeps beside its reports, and prints with `--format json`. Within a schemaVersion it only gains keys.',
    ...schema,
  };
}

test('the schema of the overview, likewise', async () => {
  await expect(`${JSON.stringify(fleetJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../src/reporters/fleet.schema.json',
  );
});

test('the schema in the package is that of the code', async () => {
  await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../src/reporters/report.schema.json',
  );
});
