// Names of topics and subscriptions, and where what is published goes (spec engine.md B1, B2).

export interface TopicNaming {
  /** App id of the scheduler: what the names begin with. */
  readonly app: string;
  /** Whether this is a development server, whose topics are kept apart from others'. */
  readonly dev?: boolean;
}

/** Who publishes to a topic, for the tasks of which Manager. */
export interface Route {
  /** Name of the Manager. */
  readonly manager: string;
  /** The email address of an account; not empty. */
  readonly publisher: string;
}

/** Full names, `projects/…`. */
export interface TopicNames {
  readonly topic: string;
  readonly subscription: string;
}

/** There is one topic for each route, with one subscription; both have the same last part (B1). */
export function topicNames(naming: TopicNaming, route: Route): TopicNames {
  return {
    topic: topicName(naming, route),
    subscription: `projects/${naming.app}/subscriptions/${lastPart(naming, route)}`,
  };
}

/**
 * Where a message goes that is published to a topic: the inverse of `topicNames`. With it, a topic that was
 * prepared before a restart needs no list of topics that lasts.
 *
 * @param topic untrusted
 * @param managers names of all Managers
 * @return undefined if the topic is none of ours
 */
export function routeOfTopic(
  naming: TopicNaming,
  topic: string,
  managers: Iterable<string>,
): Route | undefined {
  let found: Route | undefined;
  for (const manager of managers) {
    const start = topicName(naming, { manager, publisher: '' });
    if (!topic.startsWith(start) || topic.length === start.length) continue;
    // Names may have dots: the longest that fits is meant.
    if (found !== undefined && found.manager.length > manager.length) continue;
    // An address has one `@`, before a host name, which has no `~`.
    found = { manager, publisher: topic.slice(start.length).replace(/~(?=[^~]*$)/, '@') };
  }
  return found;
}

/** The path and query at which messages for a route are pushed (B2). */
export function pushPath({ manager, publisher }: Route): string {
  const kind = encodeURIComponent(manager);
  return `${PUSH_PATH}?kind=${kind}&publisher=${encodeURIComponent(publisher)}`;
}

/** Without the query. */
export const PUSH_PATH = '/pubsub';

function topicName(naming: TopicNaming, route: Route): string {
  return `projects/${naming.app}/topics/${lastPart(naming, route)}`;
}

function lastPart({ dev = false }: TopicNaming, { manager, publisher }: Route): string {
  const prefix = dev ? 'dev-scheduler' : 'scheduler';
  return `${prefix}.${manager}.${publisher.replaceAll('@', '~')}`;
}
