/** Why checks of the customer's own app have no meaning for an OAuth connection. */
export const OPENCX_OWNS_WEBHOOKS =
  'HubSpot is connected with OAuth: OpenCX registers its webhooks itself, and there is no app of yours to look at.';
