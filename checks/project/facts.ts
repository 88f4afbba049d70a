import * as v from 'valibot';
import {
  type BuildList,
  buildListSchema,
  type FailedPart,
  installSchema,
  keyAccessSchema,
  type ProjectSources,
  projectSchema,
  projectSourcesSchema,
  releaseSchema,
} from '../../src/core/hubspot/developer.ts';
import { publicFileName } from '../../src/redact/file-name.ts';
import { fact } from '../shared/fact.ts';
import { orNull, type Redaction, redactUrl } from '../shared/redaction.ts';

/** What a personal access key shows, or files of HubSpot's command line: the project of the app, and what is in force. */
export const projectFacts = {
  'project.access': fact({
    title: 'what the personal access key opens',
    value: keyAccessSchema,
    sources: ['live'],
    redact: 'stands',
    askedOf: 'developer-platform',
  }),
  'project.found': fact({
    title: 'the HubSpot project of the app',
    value: projectSchema,
    sources: ['live', 'file'],
    redact: ({ deployedBuild, latestBuild, ...project }) => ({
      ...project,
      ...(deployedBuild && { deployedBuild: withoutWords(deployedBuild) }),
      ...(latestBuild && { latestBuild: withoutWords(latestBuild) }),
    }),
    askedOf: 'developer-platform',
  }),
  'project.builds': fact({
    title: 'the builds of the project',
    value: buildListSchema,
    sources: ['live', 'file'],
    redact: ({ builds, whole }: BuildList) => ({ builds: builds.map(withoutWords), whole }),
    askedOf: 'developer-platform',
  }),
  'project.releases': fact({
    title: 'the releases of the project',
    value: v.array(releaseSchema),
    sources: ['live'],
    redact: 'stands',
    askedOf: 'developer-platform',
  }),
  'project.sources': fact({
    title: 'the files that are deployed',
    value: projectSourcesSchema,
    sources: ['live', 'file'],
    redact: redactSources,
    askedOf: 'developer-platform',
  }),
  'project.install': fact({
    title: 'what the app was installed with',
    value: installSchema,
    sources: ['live', 'file'],
    redact: 'stands',
    askedOf: 'developer-platform',
  }),
};

/** HubSpot's sentence on a part that failed may quote what stands in a file. */
function withoutWords<B extends { failed?: FailedPart[] }>({
  failed,
  ...build
}: B): Omit<B, 'failed'> & { failed?: FailedPart[] } {
  return { ...build, ...(failed && { failed: failed.map(({ message: _message, ...part }) => part) }) };
}

function redactSources({ webhooks, app, ...sources }: ProjectSources, redaction: Redaction): ProjectSources {
  const { file, form, config } = webhooks;
  const { targetUrl, ...settings } = config;
  return {
    ...sources,
    app: { ...app, file: publicFileName(app.file) },
    webhooks: {
      file: publicFileName(file),
      form,
      config: {
        ...settings,
        ...(targetUrl !== undefined && { targetUrl: orNull(redactUrl)(targetUrl, redaction) }),
      },
    },
  };
}
