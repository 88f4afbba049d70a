import { defineMeanings } from '../shared/meaning.ts';

export const WEBHOOK_MEANINGS = defineMeanings({
  'service-key-without-webhooks': {
    means:
      'A service key lets OpenCX call HubSpot and cannot receive anything: HubSpot sends webhooks for apps alone. Handoffs may still make tickets, and what happens in HubSpot never reaches OpenCX.',
    unlike: {
      'webhook-not-registered': 'There is an app there, and only its target URL is missing.',
    },
  },
  'webhook-not-registered': {
    means:
      "HubSpot has no address to send events to, so it sends none: no new message, no rep's reply, no change of a ticket reaches OpenCX.",
    unlike: {
      'subscription-missing': 'There the address is set, and the events are not chosen.',
      'webhook-url-stale': 'There an address is set, and it is an old one.',
    },
  },
  'webhook-url-other-org': {
    means:
      'The events go to OpenCX, and to another organization there. HubSpot shows them as delivered with 200; the organization that is looked at never sees them.',
    unlike: {
      'webhook-url-stale': 'There the address is an old one of this organization, or unknown.',
      'event-skipped': 'There the event arrived in the right place and was left alone by a rule.',
    },
  },
  'webhook-url-stale': {
    means:
      'OpenCX shows one webhook URL and HubSpot sends to another, most often one that was copied before the integration was set up anew. HubSpot may show the deliveries as taken.',
    unlike: {
      'webhook-url-other-org': 'Both URLs name an organization, and not the same one.',
      'webhook-unreachable': 'There the address is right, and nobody answers as OpenCX does.',
      'event-skipped': 'There the URL is right, the event arrived, and a rule left it alone.',
    },
  },
  'webhook-unreachable': {
    means:
      'The address to which HubSpot sends does not answer with 200: nothing listens, a gateway answers with an error, or something stands in between. HubSpot tries again for a day at most; what it gives up on is lost.',
    unlike: {
      'webhook-url-stale': 'An old address often answers 401, 404 or 410.',
      'receiver-slow': 'There it would answer, and HubSpot had hung up by then.',
    },
  },
  'receiver-slow': {
    means:
      'HubSpot waits a few seconds for an answer (five, by its documentation) and then counts the delivery as failed. The target answers later than that, so the same event is sent again, and in the end may be given up.',
    unlike: {
      'webhook-unreachable': 'There the answer is an error, or none comes.',
      'throttle-too-low': 'There HubSpot holds the deliveries back by itself.',
    },
  },
  'subscription-missing': {
    means:
      'HubSpot sends only the events that the app subscribes to. OpenCX needs New message, Conversation creation and Ticket property change; what belongs to the one that is missing never happens.',
    unlike: {
      'changes-uncommitted': 'There the subscription stands in the list, as a draft.',
      'subscription-paused': 'There it stands in the list, and is paused.',
      'ticket-properties-unselected': 'There the ticket subscription is there, without a property to watch.',
      'expanded-object-events': 'There ticket events come, in a format that OpenCX does not read.',
    },
  },
  'ticket-properties-unselected': {
    means:
      'A subscription to ticket changes watches the properties that are selected in it. None is, so it never fires, although it stands in the list as active.',
    unlike: {
      'subscription-missing': 'There the ticket subscription itself is not there.',
      'expanded-object-events': 'There it fires, in a format that OpenCX does not read.',
    },
  },
  'subscription-paused': {
    means:
      'A subscription that OpenCX needs stands in the list and is switched off. HubSpot sends nothing for it until somebody makes it active again.',
    unlike: {
      'subscription-missing': 'There it is not in the list at all.',
      'changes-uncommitted': 'There it is active as a draft, and not committed.',
    },
  },
  'expanded-object-events': {
    means:
      "The ticket subscription was made with HubSpot's expanded object support, so its events are called object.propertyChange. OpenCX reads ticket.propertyChange and leaves the others alone; HubSpot shows them as delivered.",
    unlike: {
      'subscription-missing': 'There nothing of tickets is delivered at all.',
      'event-skipped': 'That is what this looks like from the engine: skipped as an unsupported type.',
    },
  },
  'changes-uncommitted': {
    means:
      'In a legacy app, what is edited under Webhooks is a draft until Commit changes is clicked, and drafts do not fire. The list looks complete to whoever edits it, and to nobody else.',
    unlike: {
      'subscription-missing': 'There the event is not in the list.',
      'subscription-paused': 'There it was committed, and paused.',
      'project-not-deployed': 'The same step in a project app is the deploy.',
      'webhook-url-stale': 'There events are sent, to another address.',
    },
  },
  'throttle-too-low': {
    means:
      'HubSpot sends an app only so many events at a time, and begins with 10 a second. OpenCX asks for 100: below that, it says, events of a burst are dropped, so single replies go missing on busy days and none on quiet ones.',
    unlike: {
      'rate-limited':
        'That limit is on the calls that OpenCX makes to HubSpot; this one is on the events that HubSpot sends.',
      'subscription-missing': 'There all events of a kind are missing, in a burst or not.',
    },
  },
  'events-not-arriving': {
    means:
      "Messages or changes happened in HubSpot, and no event of them came in. This says where it breaks, not why: the causes that lead to it do, and HubSpot's log of deliveries tells them apart.",
    unlike: {
      'event-skipped': 'There the event arrived and was left alone.',
      'session-missing': 'There it is known only that no session came of it.',
    },
  },
});
