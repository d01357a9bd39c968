// The launch of a buildbucket task: a request for a build (managers.md 5.1 to 5.5).

import { encodeUtf8 } from '../../golang/utf8.ts';
import { methodPath } from '../../prpc/method.ts';
import type {
  BuildbucketTask,
  GitilesCommit,
  ScheduleBuildRequest,
  StringPair,
} from '../../schema/generated/messages.ts';
import { type JsonObject, structFromJson } from '../../schema/struct.ts';
import { errorText } from '../../text/wording.ts';
import type { Controller } from '../controller.ts';
import { lastTrigger } from '../request.ts';
import type { World } from '../world.ts';
import { builderIdOf, splitAtColon } from './builder-id.ts';
import { callBuilds, serverUrl } from './builds-client.ts';
import { SCHEDULE_BUILD } from './builds-service.ts';
import { addStatusTimer, applyBuildStatus } from './check-status.ts';
import { commitOfTrigger, popCommitFromTags, sameCommit } from './gitiles-commit.ts';
import { messageText } from './message-text.ts';
import { SCHEDULER_PROPERTY, schedulerProperty } from './scheduler-property.ts';
import { writeTaskData } from './task-data.ts';

/** Projects whose builds are not told of the scheduler. */
const NOT_TOLD: readonly string[] = ['chromium', 'chrome'];

/** One attempt. The invocation's id names the request, so that another one gets the build that there is already. */
export async function launchBuild(
  world: World,
  ctl: Controller<BuildbucketTask>,
  signal: AbortSignal,
): Promise<void> {
  const prepared = requestWithoutTopic(world, ctl);

  const server = serverUrl(ctl.task());
  ctl.debugLog(`Preparing a PubSub topic for ${server}`);
  const { topic, token } = await ctl.prepareTopic(server).catch((error: unknown) => {
    ctl.debugLog(`The PubSub topic cannot be prepared: ${errorText(error)}`);
    throw error;
  });

  const { requestType } = SCHEDULE_BUILD;
  const request = (userData: Uint8Array): ScheduleBuildRequest => ({
    ...prepared,
    notify: { pubsubTopic: topic, userData },
  });
  // The token is a secret, and the log is not.
  const shown = messageText(requestType.fullName, request(new Uint8Array()));
  ctl.debugLog(`Asking Buildbucket for a build:\n${shown}`);
  // Shows the log to others while the request is on its way; the save at the end is the one that counts.
  await ctl.save().catch(() => {});

  const sent = request(encodeUtf8(token));
  const build = await callBuilds(world.clock, ctl, SCHEDULE_BUILD, sent, signal).catch(
    (error: unknown) => {
      if (!signal.aborted) ctl.debugLog(`Buildbucket did not start a build: ${errorText(error)}`);
      throw error;
    },
  );

  ctl.debugLog(`The build:\n${messageText('buildbucket.v2.Build', build)}`);
  const state = ctl.state();
  state.taskData = writeTaskData(build.id);
  state.status = 'RUNNING';
  if (world.answersFor?.(`${server}${methodPath(SCHEDULE_BUILD)}`)) {
    ctl.debugLog('The build has no page: it is one of this machine');
  } else {
    state.viewUrl = `${server}/build/${build.id}`;
    ctl.debugLog(`See ${state.viewUrl}`);
  }
  // After a repeated request it may have ended long ago.
  applyBuildStatus(ctl, build);
  addStatusTimer(world, ctl);
}

/** Throws a fatal TaskError if the task or a trigger names what cannot be built. */
function requestWithoutTopic(world: World, ctl: Controller<BuildbucketTask>): ScheduleBuildRequest {
  const task = ctl.task();
  const request = ctl.request();
  const builder = builderIdOf(task, ctl.realmId());
  const requestId = String(ctl.invocationId());

  const own = [
    `scheduler_invocation_id:${requestId}`,
    `scheduler_job_id:${ctl.jobId()}`,
    `user_agent:${world.service.appId}`,
  ];
  const allTags = [...own, ...task.tags, ...request.tags];

  const told = NOT_TOLD.includes(builder.project)
    ? {}
    : { [SCHEDULER_PROPERTY]: schedulerProperty(ctl, world.service) };
  const allProperties: JsonObject = {
    ...Object.fromEntries(task.properties.map(splitAtColon)),
    ...request.properties,
    ...told,
  };

  const ofTrigger = commitOfTrigger(lastTrigger(request));
  const log = (line: string) => ctl.debugLog(line);
  const { tags, properties, commit: ofTags } = popCommitFromTags(allTags, allProperties, log);
  const gitilesCommit = chosenCommit(ofTrigger, ofTags, log);
  return {
    requestId,
    builder,
    properties: structFromJson(properties),
    ...(gitilesCommit && { gitilesCommit }),
    gerritChanges: [],
    tags: tags.map(asPair),
  };
}

/** Tags win (managers.md 5.3). */
function chosenCommit(
  ofTrigger: GitilesCommit | undefined,
  ofTags: GitilesCommit | undefined,
  log: (line: string) => void,
): GitilesCommit | undefined {
  if (!ofTags) return ofTrigger;
  if (!ofTrigger) log('The commit is the one that the tags name');
  else if (sameCommit(ofTags, ofTrigger)) log('The trigger and the tags name the same commit');
  else {
    const text = (commit: GitilesCommit) => messageText('buildbucket.v2.GitilesCommit', commit);
    log(`The trigger names another commit than the tags, which count:\n${text(ofTrigger)}`);
    log(`The commit of the tags:\n${text(ofTags)}`);
  }
  return ofTags;
}

function asPair(tag: string): StringPair {
  const [key, value] = splitAtColon(tag);
  return { key, value };
}
