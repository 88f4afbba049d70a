import type { Build, Project } from '../../../src/core/hubspot/developer.ts';
import { found, NOT_GIVEN } from '../token/judging.ts';

export const build = (id: number, more: Partial<Build> = {}): Build => ({
  id,
  status: 'SUCCESS',
  platformVersion: '2026.03',
  ...more,
});

export const project = (more: Partial<Project> = {}): Project => ({
  name: 'opencx-support',
  deployedBuildId: 4,
  deployedBuild: build(4),
  latestBuild: build(4),
  ...more,
});

export const builds = (...listed: Build[]) => found({ builds: listed, whole: true });
export { found, NOT_GIVEN };
