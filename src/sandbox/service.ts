import type { Reply } from './reply.ts';
import type { SandboxRequest } from './router.ts';

/** One emulated host: it says which route a request is for, and answers it. */
export interface Service {
  name: 'hubspot' | 'opencx' | 'people';
  /** The route's path as written; the path itself where there is no route. */
  patternOf(request: SandboxRequest): string;
  answer(request: SandboxRequest): Reply;
}
