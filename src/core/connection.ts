/** How HubSpot is connected to OpenCX; the default is the troubleshooting page's own case, a legacy app. */
export const CONNECTION_MODES = ['legacy-app', 'project-app', 'service-key', 'oauth'] as const;
export type ConnectionMode = (typeof CONNECTION_MODES)[number];

/** Where it is known from: somebody said it, the symptom tells of it, HubSpot does, or nobody has and it is the default. */
export const MODE_SOURCES = ['said', 'symptom', 'measured', 'assumed'] as const;

/** OpenCX's page differs by the way of connecting; what it says of each, as a sentence names it. */
export const PAGES: Readonly<Record<ConnectionMode, string>> = {
  'legacy-app': "OpenCX's page for a legacy app (formerly private app)",
  'project-app':
    "OpenCX's page for a legacy app, with the files of the project in the place of HubSpot's screens",
  'service-key': "OpenCX's page for a legacy app, as far as it holds for a service key",
  oauth: "OpenCX's page for an OAuth connection",
};
