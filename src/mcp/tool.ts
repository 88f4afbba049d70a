import type { InputRequiredSpec } from '@modelcontextprotocol/server';
import type { Redactor } from '../redact/redactor.ts';
import type { Surroundings } from '../run/surroundings.ts';
import type { Answer } from './answer.ts';
import type { Arguments, Read } from './arguments.ts';
import type { Room } from './room.ts';

/** What is put to the person at the other end, in the place of an answer; see `questions.ts`. */
export interface ToAsk {
  ask: InputRequiredSpec;
}

/** One call of a tool. */
export interface Call {
  room: Room;
  /** Where it runs; its signal is aborted when the client gives the call up, or goes away. */
  around: Surroundings & { redactor: Redactor };
  /** The client can show a form to a person. */
  canAsk: boolean;
  /** What that person has filled in, by the names of the forms. */
  filled: Readonly<Record<string, unknown>>;
  /** What was carried from the round before; undefined in the first. */
  state: unknown;
  /** Makes a state that is believed when it comes back. */
  mint(state: unknown): Promise<string>;
}

export interface Tool<A extends Arguments = Arguments> {
  name: string;
  /** For people. */
  title: string;
  /** For agents: what it is for and when to call it. */
  description: string;
  takes: A;
  /** Reaches out to HubSpot and OpenCX. */
  reachesOut: boolean;
  /** @throws UsageError for what cannot be used */
  run(taken: Read<A>, call: Call): Promise<Answer | ToAsk>;
}

/** Keeps the types of a tool's arguments together, and hands it out as one of many. */
export function defineTool<const A extends Arguments>(tool: Tool<A>): Tool {
  return tool as unknown as Tool;
}
