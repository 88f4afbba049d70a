import { variableFor } from '../../src/core/given.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { inBrief, manual, prove } from '../shared/fix.ts';

export const OPENCX_CAUSES = defineCauses({
  'opencx-key-rejected': {
    owner: 'opencx-admin',
    title: () => 'OpenCX does not accept the API key that this tool was given',
    // Nothing: the key is this tool's own, the integration does not use it.
    leads: [],
    fixes: (context) => [
      inBrief(
        `Make an API key in OpenCX with the right chat-sessions:read, and set ${variableFor('keyVariable', context)} to it.`,
        manual(
          context.places.openCxAccess(),
          'Make a new API key in OpenCX under Settings -> Access, with the right chat-sessions:read or with full access.',
          `Set ${variableFor('keyVariable', context)} to it. If OPENCX_API_URL is set, see that it is the address of your OpenCX.`,
          prove(context, 'opencx/key'),
        ),
      ),
    ],
  },
});
