/**
 * What a personal access key shows of the customer's developer platform. The paths behind it are published and not
 * documented (`@hubspot/local-dev-lib`), so every field may be missing.
 */
import * as v from 'valibot';
import { maybe, texts } from '../schema.ts';
import { unreadable } from '../unreadable.ts';
import { writtenInSchema } from './webhook-forms.ts';
import { webhookConfigSchema } from './webhooks.ts';

const number = v.exactOptional(v.number());

/** `POST /localdevauth/v1/auth/refresh`, without the token that it is asked for. */
export const keyAccessSchema = v.object({
  /** Portal of the key. */
  hubId: number,
  /** User whose key it is. */
  userId: number,
  /** ISO time at which the token that was given for it expires. */
  expiresAt: maybe,
  /** What was ticked when the key was made, as far as its user may do it. */
  scopeGroups: v.exactOptional(texts),
  unreadable,
});
export type KeyAccess = v.InferOutput<typeof keyAccessSchema>;

/** A part of a build that failed, and what HubSpot says of it. */
const failedPartSchema = v.object({ name: maybe, message: maybe, unreadable });
export type FailedPart = v.InferOutput<typeof failedPartSchema>;

/** One upload of a project. */
const buildSchema = v.object({
  id: v.number(),
  /** `SUCCESS`, `FAILURE`; `BUILDING`, `PENDING` and `PREPARING` while it is under way. */
  status: maybe,
  /** `2025.2`, `2027.03-beta`. */
  platformVersion: maybe,
  /** HubSpot deploys it by itself when it has succeeded. */
  autoDeploy: v.exactOptional(v.boolean()),
  /** ISO time. */
  finishedAt: maybe,
  failed: v.exactOptional(v.array(failedPartSchema)),
  unreadable,
});
export type Build = v.InferOutput<typeof buildSchema>;

/** The newest builds of a project, newest first. */
export const buildListSchema = v.object({
  builds: v.array(buildSchema),
  /** false: there are older ones. */
  whole: v.boolean(),
});
export type BuildList = v.InferOutput<typeof buildListSchema>;

/** Scopes as the file of an app asks for them. */
const askedScopesSchema = v.object({ required: texts, optional: texts });
export type AskedScopes = v.InferOutput<typeof askedScopesSchema>;

export const projectSchema = v.object({
  name: v.string(),
  id: number,
  /** Account that the project belongs to. */
  portalId: number,
  /** The app that was looked for, where HubSpot ties it to the project; with the name that its file gives it. */
  appId: number,
  appUid: maybe,
  /** What HubSpot knows of the scopes that the app asks for. */
  appScopes: v.exactOptional(askedScopesSchema),
  deployedBuildId: number,
  deployedBuild: v.exactOptional(buildSchema),
  latestBuild: v.exactOptional(buildSchema),
  unreadable,
});
export type Project = v.InferOutput<typeof projectSchema>;

/** A build that was put in force under a tag, on platform versions that have releases. */
export const releaseSchema = v.object({ tag: maybe, buildId: number, createdAt: maybe, unreadable });
export type Release = v.InferOutput<typeof releaseSchema>;

/** What the app of a project was installed with. */
export const installSchema = v.object({
  appId: number,
  /** With every scope that was asked about; the question is put with what HubSpot knows of the app. */
  withScopes: v.exactOptional(v.boolean()),
  /** Scopes that the install was authorised for; none where it is not installed. */
  authorized: v.exactOptional(texts),
  unreadable,
});
export type Install = v.InferOutput<typeof installSchema>;

/** What the files of a project, or one build of it, say. */
export const projectSourcesSchema = v.object({
  /** Absent for files of which nobody says which build they are. */
  buildId: number,
  platformVersion: maybe,
  /** The file that holds the app, and the scopes that it asks for, where they stand in it in clear. */
  app: v.object({ file: v.string(), uid: maybe, scopes: v.exactOptional(askedScopesSchema) }),
  webhooks: v.object({ ...writtenInSchema.entries, config: webhookConfigSchema }),
});
export type ProjectSources = v.InferOutput<typeof projectSourcesSchema>;

/** An app as HubSpot's developer platform has it. */
export interface DeveloperApp {
  id?: number;
  projectId?: number;
  /** The name that its file gives it. */
  uid?: string;
  requiredScopes?: string[];
  optionalScopes?: string[];
  unreadable?: string[];
}

/** Below it, builds are deployed; from it on they are released, and deploying is refused (`@hubspot/cli`). */
const FIRST_WITH_RELEASES = [2027, 3] as const;

/** Undefined where nobody says which version it is. */
export function hasReleases(platformVersion: string | undefined): boolean | undefined {
  const [, year, part] = /^(\d{4})\.(\d{1,2})(?:-|$)/.exec(platformVersion ?? '') ?? [];
  if (year === undefined || part === undefined) return undefined;
  const [first, second] = FIRST_WITH_RELEASES;
  return Number(year) > first || (Number(year) === first && Number(part) >= second);
}
