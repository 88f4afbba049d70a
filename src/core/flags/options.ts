import type { COMMANDS, CommandName } from './commands.ts';
import type { Row } from './table.ts';
import type { Unusable } from './values.ts';

/**
 * What a command receives, derived from the table: a flag that no row gives to the command is no property here, and
 * one whose row has a default is always there.
 */
export type Options<C extends CommandName> = Flatten<
  { [R in RowOf<C> as IsSure<R> extends true ? KeyOf<R> : never]: GivenBy<R> } & {
    [R in RowOf<C> as IsSure<R> extends true ? never : KeyOf<R>]?: GivenBy<R>;
  }
>;

/** The arguments of a command, by name. */
export type Arguments<C extends CommandName> = Flatten<
  {
    [A in ArgumentOf<C> as A extends { required: true } | { many: true } ? A['name'] : never]: WordsOf<A>;
  } & {
    [A in ArgumentOf<C> as A extends { required: true } | { many: true } ? never : A['name']]?: WordsOf<A>;
  }
>;

type RowOf<C extends CommandName, R = Row> = R extends { on: readonly (infer D)[] }
  ? C extends D
    ? R
    : never
  : never;

/** `--save-answers` is `saveAnswers`, and `--no-input` is `input`, false when it was given: as commander calls them. */
type KeyOf<R extends Row> = R['name'] extends `--no-${infer Name}`
  ? Camel<Name>
  : R['name'] extends `--${infer Name}`
    ? Camel<Name>
    : never;

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type IsSure<R extends Row> = R extends { default: unknown } | { name: `--no-${string}` } ? true : false;

type GivenBy<R extends Row> = R extends { value: infer V }
  ? R extends { many: string }
    ? Joined<Read<V>>[]
    : Read<V>
  : boolean;

/** What one word is read as. */
type Read<V> = V extends { choices: readonly (infer Choice)[] }
  ? Choice
  : V extends { read: (word: string, now: number) => infer Result }
    ? Exclude<Result, Unusable>
    : string;

/** Of a flag that is given several times, what several words in one come to joins the rest. */
type Joined<T> = T extends readonly (infer Item)[] ? Item : T;

type ArgumentOf<C extends CommandName> = (typeof COMMANDS)[C]['takes'][number];
type WordsOf<A> = A extends { many: true } ? string[] : string;

type Flatten<T> = { [K in keyof T]: T[K] };
