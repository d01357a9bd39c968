// PubSub of an engine: the topics of its Invocations, and what lets a message speak to one (spec engine.md 5.11).

import type { ManagerRegistry } from '../../task/manager-registry.ts';
import { TaskError } from '../../task/task-error.ts';
import type { World } from '../../task/world.ts';
import { PublisherAccounts } from './publisher-accounts.ts';
import { type Hmac, mintToken, type ReadToken, readToken, type TokenSubject } from './token.ts';
import { type Route, routeOfTopic, type TopicNaming, topicNames } from './topic-names.ts';

export interface PubsubOptions extends TopicNaming {
  /** Makes tokens that nobody else can make. Its secret is to last as long as the store does. */
  readonly hmac: Hmac;
}

/** What a Manager gives to who is to publish. */
export interface PreparedTopic {
  /** Full name. */
  readonly topic: string;
  /** To be put into each message: it names the Invocation. */
  readonly token: string;
}

/** One for the whole engine. A topic needs no setup in this process: it is there as soon as it has a name. */
export class Pubsub {
  readonly #options: PubsubOptions;
  readonly #world: World;
  readonly #registry: ManagerRegistry;
  readonly #accounts: PublisherAccounts;

  constructor(options: PubsubOptions, world: World, registry: ManagerRegistry) {
    this.#options = options;
    this.#world = world;
    this.#registry = registry;
    this.#accounts = new PublisherAccounts(world);
  }

  /**
   * The topic at which a publisher tells the Manager of an Invocation about it. Only a publisher that is the
   * `https://` address of a service is asked for its account (B1); no other needs a network.
   *
   * Rejects with a transient TaskError if the service does not say, and with a fatal one if `publisher` is ''.
   *
   * @param manager its name
   */
  async prepareTopic(
    manager: string,
    publisher: string,
    subject: TokenSubject,
  ): Promise<PreparedTopic> {
    const account = await this.#accounts.accountOf(publisher);
    if (account === '') throw new TaskError('fatal', 'a topic needs a publisher');
    const { topic } = topicNames(this.#options, { manager, publisher: account });
    return { topic, token: mintToken(subject, this.#world.clock.now(), this.#options.hmac) };
  }

  /** Where what is published to a topic goes. Undefined if the topic is none of this engine's. */
  routeOf(topic: string): Route | undefined {
    const managers = [...this.#registry.kinds().values()].map(({ name }) => name);
    return routeOfTopic(this.#options, topic, managers);
  }

  /** The Invocation that the holder of a token may speak to. @param token untrusted */
  subjectOf(token: string): ReadToken {
    return readToken(token, this.#world.clock.now(), this.#options.hmac);
  }
}
