import { defineMeanings } from '../shared/meaning.ts';

export const PROJECT_MEANINGS = defineMeanings({
  'project-not-installed': {
    means:
      'A project app works only in a portal where it is installed. Without the install HubSpot gives it no token for that portal and sends no events of it, whatever its files say.',
    unlike: {
      'token-rejected':
        'There the app is installed and its token is refused; here there is no install that a token could belong to.',
    },
  },
  'project-scopes-outdated': {
    means:
      "A scope that was added to the app's file later is not granted by itself: the install keeps the scopes that were approved with it, until somebody installs the app once more.",
    unlike: {
      'scope-missing':
        'There the scope was never asked for; here the file asks for it, and nobody has approved it yet.',
    },
  },
  'project-not-deployed': {
    means:
      'What stands in the files of a project counts from the moment its build is deployed (or released, on newer platform versions). Until then HubSpot goes by the build before it, or by none.',
    unlike: {
      'changes-uncommitted': 'The same step in a legacy app: there it is the button "Commit changes".',
      'project-build-failed':
        'There the newest build did not succeed, so there is nothing to deploy; here it did.',
    },
  },
  'project-build-failed': {
    means:
      'HubSpot could not build what was uploaded last, so it goes on with the build before it, or with none. The files on the disk look right and have no effect.',
    unlike: {
      'project-not-deployed': 'There the build succeeded and waits to be deployed.',
    },
  },
  'project-file-differs': {
    means:
      'Somebody reads one file, and HubSpot works by another. What the file on the disk promises is not what happens.',
    unlike: {
      'project-not-deployed':
        'There a newer build waits; here the file itself may never have been uploaded, or was changed since.',
    },
  },
});
