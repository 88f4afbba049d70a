/** The portals that can be looked at: profiles of the configuration, and emulated ones. */
import { readWholeConfig } from '../../config/config-file.ts';
import type { ConfigFile } from '../../config/config-schema.ts';
import { variableFor } from '../../core/given.ts';
import { listPortals as emulatedPortals } from '../../sandbox/portal/portals.ts';
import type { Room } from '../room.ts';
import { defineTool } from '../tool.ts';

export const listPortals = defineTool({
  name: 'list_portals',
  title: 'List the portals that can be looked at',
  description:
    'Names the profiles of the configuration file, with their portal ids and whether a token is at hand, and the emulated portals to try things out on. Makes no calls.',
  takes: {},
  reachesOut: false,
  async run(_taken, { room }) {
    const { cwd, env } = room.around;
    const whole = await readWholeConfig(cwd, room.given.flags.config);
    const profiles = Object.entries(whole?.config.profiles ?? {});
    const lines = profiles.map(([name, settings]) => profileLine(name, settings, whole?.config ?? {}, room));
    const variable = variableFor('tokenVariable', whole?.config.hubspot);
    const hasToken = room.given.flags.tokenFile !== undefined || Boolean(env[variable]);
    const emulated = (await emulatedPortals()).map(({ name }) => name);
    return {
      says: [
        `without a profile: ${hasToken ? 'a token was given to this server' : 'no token was given to this server'}`,
        profiles.length === 0 ? 'profiles: none' : 'profiles:',
      ].join('\n'),
      ...(lines.length > 0 && { found: lines.join('\n') }),
      next: `call diagnose, with profile where one is meant. Emulated portals, for sandbox, are named after what is wrong with them: ${emulated.join(', ')}`,
    };
  },
});

type Settings = Omit<ConfigFile, 'profiles'>;

/** Where its token comes from is told, never the token. */
function profileLine(name: string, own: Settings, base: Settings, { around }: Room): string {
  const id = own.portal?.id ?? base.portal?.id;
  const { tokenVariable, tokenFile } = { ...base.hubspot, ...own.hubspot };
  const isSet = tokenVariable !== undefined && Boolean(around.env[tokenVariable]);
  const token =
    tokenVariable === undefined
      ? tokenFile === undefined
        ? 'no token named'
        : `token in ${tokenFile}`
      : `token in ${tokenVariable}, which is ${isSet ? '' : 'not '}set`;
  return [name, ...(id === undefined ? [] : [`portal ${id}`]), token].join(', ');
}
