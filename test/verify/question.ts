/**
 * What a question about HubSpot or OpenCX is, and what can come of asking it. For whoever adds one to `questions/`.
 */
import type { OpenFactId } from '../../src/sandbox/portal/readings.ts';
import type { JsonApi } from '../../src/wire/json-api.ts';

/** What introspection says of the token; each field by itself, since any may be absent. */
interface TokenFacts {
  userId?: number | undefined;
  appId?: number | undefined;
  hubId?: number | undefined;
  /** Undefined where introspection did not answer. */
  scopes?: readonly string[] | undefined;
}

/** What a personal access key opens, and HubSpot's time, epoch milliseconds. */
export interface DeveloperPlatform {
  ask: JsonApi;
  hubSpotTime(): Promise<number>;
}

/** What a question is asked of. */
export interface Asked {
  hubspot: JsonApi;
  token: TokenFacts;
  /** Of the user; never sent but to introspection itself. */
  tokenText: string;
  /** With a developer API key, in the query. */
  webhooksApi?: JsonApi | undefined;
  /** With a personal access key. */
  developer?: DeveloperPlatform | undefined;
  opencx?: JsonApi | undefined;
}

export type Outcome =
  /** `reading`: the word of `OPEN_FACTS` that it settles. */
  | { told: string; reading?: string }
  /** What has to be there for it to be told. */
  | { open: string };

export interface Question {
  id: OpenFactId | (string & {});
  asks: string;
  /** Rejects with what kept it from being asked. */
  settle(asked: Asked): Promise<Outcome>;
}
