/** Why checks of the token that OpenCX works with have no meaning for an OAuth connection. */
export const OPENCX_HOLDS_THE_TOKEN =
  'HubSpot is connected with OAuth: OpenCX holds the tokens and their scopes itself. A token that is given to this tool belongs to another app and serves to look, no more.';
