/** The developer platform's answers, each field read by itself; by `@hubspot/local-dev-lib`, which declares them. */
import type { Build, FailedPart } from '../core/hubspot/developer.ts';
import { cutBetweenWords } from '../redact/cut.ts';
import {
  always,
  type Form,
  flag,
  id,
  item,
  key,
  line,
  listOf,
  Misread,
  maybe,
  numericId,
  type Reader,
  record,
  time,
  wholeNumber,
  word,
} from '../wire/record.ts';

/** A record within another one; unreadable where it is no such record. */
const within =
  <T>(read: Reader<T>): Form<T> =>
  (value) => {
    try {
      return read(value);
    } catch (error) {
      if (error instanceof Misread) return undefined;
      throw error;
    }
  };

/** An ISO time, or the milliseconds since the epoch that some of these answers hold in its place; as ISO. */
const moment: Form<string> = (value) => {
  if (typeof value === 'string') return time(value);
  const date = new Date(wholeNumber(value) ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

/** Characters. */
const LONGEST_FAULT = 300;

/** HubSpot's sentence on a fault, cut where it grows to more than one. */
const fault: Form<string> = (value) =>
  typeof value === 'string' ? cutBetweenWords(value, LONGEST_FAULT) : undefined;

const part = record({
  name: maybe(line, { at: 'buildName' }),
  status: maybe(word),
  message: maybe(fault, { at: 'errorMessage' }),
});

const failedParts: Form<FailedPart[]> = (value) =>
  listOf(part)(value)?.flatMap(({ status, unreadable: _unreadable, ...told }) =>
    status === 'FAILURE' ? [told] : [],
  );

export const build: Reader<Build> = record({
  id: key(numericId, { at: 'buildId' }),
  status: always(word),
  platformVersion: maybe(word),
  autoDeploy: maybe(flag, { at: 'isAutoDeployEnabled' }),
  finishedAt: maybe(moment),
  failed: maybe(failedParts, { at: 'subbuildStatuses' }),
});

export const project = record({
  name: key(line),
  id: maybe(numericId),
  portalId: maybe(numericId),
  deployedBuildId: maybe(numericId),
  deployedBuild: maybe(within(build)),
  latestBuild: maybe(within(build)),
});

export const release = record({
  tag: maybe(line, { at: 'releaseTag' }),
  buildId: always(numericId),
  createdAt: maybe(moment),
});

const scopeNames: Form<string[]> = listOf((value) => record({ name: key(line) })(value).name);

export const install = record({
  appId: maybe(numericId),
  withScopes: key(flag, { at: 'isInstalledWithScopeGroups' }),
  authorized: always(scopeNames, { at: 'previouslyAuthorizedScopeGroups' }),
});

export const app = record({
  id: maybe(numericId),
  projectId: maybe(numericId),
  uid: maybe(line, { at: 'sourceId' }),
  requiredScopes: maybe(scopeNames, { at: 'requiredScopeInfo' }),
  optionalScopes: maybe(scopeNames, { at: 'optionalScopeInfo' }),
});

export const tokenForKey = record({
  token: key(line, { at: 'oauthAccessToken' }),
  hubId: maybe(numericId),
  userId: maybe(numericId),
  expiresAt: maybe(moment, { at: 'expiresAtMillis' }),
  scopeGroups: maybe(listOf(item(line))),
});

/** The first page of a list, and whether there is more. */
export const firstPage = <T>(read: Reader<T>) =>
  record({ items: key(listOf(read), { at: 'results' }), after: maybe(id, { at: 'paging.next.after' }) });
