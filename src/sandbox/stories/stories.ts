import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { packageRoot } from '../package-root.ts';
import { type StoryFile, storyFileSchema } from './story-schema.ts';

/** What people do in one conversation, and what can then be seen in the portal. */
export interface Story extends StoryFile {
  name: string;
}

/** One row of the list of stories. */
export type StorySummary = Pick<Story, 'name' | 'title' | 'proves' | 'portal' | 'responder'>;

/** No fixture has this name. */
export class UnknownStory extends Error {
  override readonly name = 'UnknownStory';
  readonly story: string;
  /** Every name there is. */
  readonly known: readonly string[];

  constructor(story: string, known: readonly string[]) {
    super(`There is no story named ${story}.`);
    this.story = story;
    this.known = known;
  }
}

const EXTENSION = '.yaml';

function storyFolder(): string {
  return join(packageRoot(), 'fixtures', 'stories');
}

async function storyNames(): Promise<string[]> {
  const files = await readdir(storyFolder());
  return files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

export async function listStories(): Promise<StorySummary[]> {
  const stories = await Promise.all((await storyNames()).map(loadStory));
  return stories.map(({ steps: _, ...summary }) => summary);
}

/** Throws `UnknownStory` for a name without a fixture. */
export async function loadStory(name: string): Promise<Story> {
  const known = await storyNames();
  if (!known.includes(name)) throw new UnknownStory(name, known);
  const text = await readFile(join(storyFolder(), name + EXTENSION), 'utf8');
  return { name, ...v.parse(storyFileSchema, parse(text)) };
}
