import { SYMPTOMS } from '../../../checks/index.ts';
import type { Io } from '../io.ts';
import { choose } from './ask.ts';

/** @returns the id of the symptom picked; undefined for "check everything" */
export function askSymptom(io: Io): Promise<string | undefined> {
  return choose(
    io,
    'What do you see?',
    SYMPTOMS.map(({ id, title }) => ({ value: id as string, name: title, description: id })),
    'I am not sure: check everything',
  );
}
