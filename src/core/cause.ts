import type { ConnectionMode } from './connection.ts';
import type { NamedVariables } from './given.ts';
import type { WrittenWebhooks } from './hubspot/webhook-forms.ts';
import type { Party } from './parties.ts';
import type { Fix } from './report.ts';
import type { FindingDetails } from './verdict.ts';

/** A screen: in words, and as a deep link where the portal's uiDomain and ids are known. */
export interface Place {
  where: string;
  url?: string;
}

/** The screens that a fix or a question sends someone to. */
export interface Places {
  /** The customer's app in HubSpot: its list, its pages. */
  appList(): Place;
  app(): Place;
  appAuth(): Place;
  appScopes(): Place;
  appWebhooks(): Place;
  /** The project that holds the app, on the developer platform. */
  project(): Place;
  /** HubSpot's log of what it sent to the app's target URL. */
  appDeliveries(): Place;
  /** HubSpot's list of the apps that were connected with a login. */
  connectedApps(): Place;
  users(): Place;
  conversation(threadId: string | undefined): Place;
  ticket(ticketId: string | undefined): Place;
  contacts(): Place;
  contact(contactId: string): Place;
  /** OpenCX: Settings -> Integrations -> HubSpot, and its neighbours. */
  openCxHubSpot(): Place;
  openCxCrms(): Place;
  openCxAccess(): Place;
  openCxInbox(): Place;
  openCxWorkflows(): Place;
}

/** What fixes have to know of a project. */
export interface ProjectContext {
  /** Its builds are released, and not deployed; undefined where its platform version is not known. */
  released?: boolean;
  /** What of it is in force was read from HubSpot, so that no file has to be given to look again. */
  measured: boolean;
}

export interface FixContext extends NamedVariables {
  places: Places;
  mode: ConnectionMode;
  /** What the check measured: the scope's name, the right user id. */
  details: FindingDetails;
  threadId?: string;
  ticketId?: string;
  /** The files that the app's webhook settings were read from. */
  webhooks?: WrittenWebhooks;
  /** The project that the app belongs to, as far as it is known. */
  project?: ProjectContext;
}

/** One documented reason why something is broken: the catalogue's side of it, apart from how it is detected. */
export interface CauseDefinition {
  id: string;
  /** Who can act, as a rule. */
  owner: Party;
  /** Who can act in this case, where the details tell. */
  ownerOf?(details: FindingDetails): Party;
  /** One line that names what is wrong, with the details where they sharpen it. */
  title(details: FindingDetails): string;
  /** Ids of causes that are this one's consequence when both are found; they are folded under it. */
  leads: readonly string[];
  /** What to do, most likely way first. */
  fixes(context: FixContext): Fix[];
}
