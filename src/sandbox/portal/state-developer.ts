/** What HubSpot's developer platform keeps: projects with their builds, and the keys of who works on them. */
import * as v from 'valibot';
import { flag, keyed, names, time } from './state-fields.ts';

/** HubSpot's command line and its users work with these; each is one user's. */
export const personalAccessKey = v.strictObject({
  userId: v.number(),
  /** What is given for it: the bearer of the developer platform's calls. */
  accessToken: v.string(),
  expiresAt: time,
  /** As they were ticked when the key was made. */
  scopeGroups: names,
  /** It was deleted. */
  deleted: flag(false),
});

/** One upload of a project. */
const build = v.strictObject({
  status: v.picklist(['SUCCESS', 'FAILURE', 'BUILDING', 'PENDING', 'PREPARING']),
  platformVersion: v.string(),
  isAutoDeployEnabled: flag(true),
  uploadMessage: v.optional(v.string(), ''),
  createdAt: time,
  finishedAt: v.optional(time),
  /** Why a component failed, by its uid. */
  failures: keyed(v.string()),
});

export const project = v.strictObject({
  id: v.number(),
  /** The app that it holds, and the uid that its file gives it. */
  appId: v.string(),
  appUid: v.string(),
  deployedBuildId: v.optional(v.number()),
  builds: keyed(build),
  /** By their tags; on platform versions that have releases. */
  releases: keyed(v.strictObject({ buildId: v.number(), createdAt: time })),
  /** Scopes that the file of the app asks for beyond those that its token has. */
  askedScopes: names,
  /** false: nobody has installed the app. */
  installed: flag(true),
});

export type ProjectState = v.InferOutput<typeof project>;
export type BuildState = v.InferOutput<typeof build>;
export type PersonalAccessKeyState = v.InferOutput<typeof personalAccessKey>;
