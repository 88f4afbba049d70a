/** The folders of every HubSpot project, which are no secret and say which file is meant. */
const IN_PROJECT = /(?:^|[\\/])(src[\\/]app[\\/](?:webhooks[\\/])?[^\\/]+)$/;

/** A file's name without the folders that are nobody's business. */
export function publicFileName(file: string): string {
  return IN_PROJECT.exec(file)?.[1] ?? file.replace(/^.*[\\/]/, '');
}
