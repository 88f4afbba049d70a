/** Who can act. `you` is whoever runs the tool: on what keeps the tool from looking, and on what was damaged on its way in. */
export const PARTIES = ['hubspot-admin', 'opencx-admin', 'opencx-support', 'rep', 'you', 'wait'] as const;
export type Party = (typeof PARTIES)[number];

/** Those of them to whom their part of a report can be sent. */
export const OWNERS = ['hubspot-admin', 'opencx-admin', 'opencx-support', 'rep'] as const;
export type Owner = (typeof OWNERS)[number];
