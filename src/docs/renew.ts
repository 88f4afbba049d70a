/** `npm run docs`: writes dist/docs and AGENTS.md anew. */
import { writeFile } from 'node:fs/promises';
import { agentsText } from './agents.ts';
import { writeDocs } from './write.ts';

const root = new URL('../../', import.meta.url);
await writeDocs(new URL('dist/docs/', root));
await writeFile(new URL('AGENTS.md', root), agentsText());
