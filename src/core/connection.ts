/** How HubSpot is connected to OpenCX; the default is the troubleshooting page's own case, a legacy app. */
export const CONNECTION_MODES = ['legacy-app', 'project-app', 'service-key', 'oauth'] as const;
export type ConnectionMode = (typeof CONNECTION_MODES)[number];
