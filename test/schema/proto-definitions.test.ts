// The .proto files against the spec (schema.md 1.1 to 1.4), and their comments as people read them in hovers.

import assert from 'node:assert/strict';
import { descriptor } from '../../src/schema/generated/descriptor.ts';
import type { FieldDescriptor } from '../../src/schema/schema-descriptor.ts';

/** Fields in order of declaration, typed out from the spec: name, number, type, and what is special. */
const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  // 1.1
  'scheduler.config.ProjectConfig': [
    'job 1 repeated scheduler.config.Job',
    'trigger 2 repeated scheduler.config.Trigger',
    'acl_sets 3 repeated scheduler.config.AclSet deprecated',
  ],
  'scheduler.config.AclSet': [
    'name 1 string deprecated',
    'acls 2 repeated scheduler.config.Acl deprecated',
  ],
  'scheduler.config.Acl': [
    'role 1 scheduler.config.Acl.Role deprecated',
    'granted_to 2 string deprecated',
  ],
  'scheduler.config.TriggeringPolicy': [
    'kind 1 scheduler.config.TriggeringPolicy.Kind',
    'max_concurrent_invocations 2 int64',
    'max_batch_size 3 int64',
    'log_base 4 float',
    'pending_timeout 5 google.protobuf.Duration',
  ],
  'scheduler.config.Job': [
    'id 1 string',
    'realm 8 string',
    'schedule 2 string',
    'disabled 3 bool',
    'acls 5 repeated scheduler.config.Acl deprecated',
    'acl_sets 6 repeated string deprecated',
    'triggering_policy 7 scheduler.config.TriggeringPolicy',
    'noop 100 scheduler.config.NoopTask',
    'url_fetch 101 scheduler.config.UrlFetchTask',
    'buildbucket 103 scheduler.config.BuildbucketTask',
  ],
  'scheduler.config.Trigger': [
    'id 1 string',
    'realm 7 string',
    'schedule 2 string',
    'disabled 3 bool',
    'acls 4 repeated scheduler.config.Acl deprecated',
    'acl_sets 5 repeated string deprecated',
    'triggering_policy 6 scheduler.config.TriggeringPolicy',
    'triggers 200 repeated string',
    'noop 100 scheduler.config.NoopTask',
    'gitiles 101 scheduler.config.GitilesTask',
  ],
  'scheduler.config.NoopTask': ['sleep_ms 1 int64', 'triggers_count 2 int64'],
  'scheduler.config.UrlFetchTask': ['method 1 string', 'url 2 string', 'timeout_sec 3 int32'],
  'scheduler.config.GitilesTask': [
    'repo 1 string',
    'refs 2 repeated string',
    'path_regexps 3 repeated string',
    'path_regexps_exclude 4 repeated string',
  ],
  'scheduler.config.BuildbucketTask': [
    'server 1 string',
    'bucket 2 string',
    'builder 3 string',
    'properties 4 repeated string',
    'tags 5 repeated string',
  ],
  'scheduler.config.TaskDefWrapper': [
    'noop 1 scheduler.config.NoopTask',
    'url_fetch 2 scheduler.config.UrlFetchTask',
    'buildbucket 4 scheduler.config.BuildbucketTask',
    'gitiles 5 scheduler.config.GitilesTask',
  ],

  // 1.2
  'scheduler.Trigger': [
    'id 1 string',
    'title 2 string',
    'url 3 string',
    'cron 40 scheduler.CronTrigger oneof payload',
    'webui 41 scheduler.WebUITrigger oneof payload',
    'noop 50 scheduler.NoopTrigger oneof payload',
    'gitiles 51 scheduler.GitilesTrigger oneof payload',
    'buildbucket 52 scheduler.BuildbucketTrigger oneof payload',
  ],
  'scheduler.CronTrigger': ['generation 1 int64'],
  'scheduler.WebUITrigger': [],
  'scheduler.NoopTrigger': ['data 1 string'],
  'scheduler.GitilesTrigger': [
    'repo 1 string',
    'ref 2 string',
    'revision 3 string',
    'properties 4 google.protobuf.Struct',
    'tags 5 repeated string',
  ],
  'scheduler.BuildbucketTrigger': ['properties 1 google.protobuf.Struct', 'tags 2 repeated string'],

  // 1.3
  'internal.triggers.Trigger': [
    'id 1 string',
    'job_id 2 string',
    'invocation_id 3 int64',
    'created 4 google.protobuf.Timestamp',
    'order_in_batch 7 int64',
    'title 5 string',
    'url 6 string',
    'emitted_by_user 8 string',
    'cron 40 scheduler.CronTrigger oneof payload',
    'webui 41 scheduler.WebUITrigger oneof payload',
    'noop 50 scheduler.NoopTrigger oneof payload',
    'gitiles 51 scheduler.GitilesTrigger oneof payload',
    'buildbucket 52 scheduler.BuildbucketTrigger oneof payload',
  ],
  'internal.triggers.TriggerList': ['triggers 1 repeated internal.triggers.Trigger'],
  'internal.timers.Timer': [
    'id 1 string',
    'created 2 google.protobuf.Timestamp',
    'eta 3 google.protobuf.Timestamp',
    'title 4 string',
    'payload 5 bytes',
  ],
  'internal.timers.TimerList': ['timers 1 repeated internal.timers.Timer'],
  'internal.cursors.InvocationsCursor': ['last_scanned 2 int64'],

  // 1.4
  'gitiles.messages.RepositoryState': [
    'spaces 1 repeated gitiles.messages.RefSpace',
    'refs 2 repeated string',
  ],
  'gitiles.messages.RefSpace': ['prefix 1 string', 'children 2 repeated gitiles.messages.Child'],
  'gitiles.messages.Child': ['suffix 1 string', 'sha1 2 bytes'],

  // managers.md 5.2 to 5.9, and the field numbers of the published service
  'buildbucket.v2.BuilderID': ['project 1 string', 'bucket 2 string', 'builder 3 string'],
  'buildbucket.v2.StringPair': ['key 1 string', 'value 2 string'],
  'buildbucket.v2.GitilesCommit': [
    'host 1 string',
    'project 2 string',
    'id 3 string',
    'ref 4 string',
  ],
  'buildbucket.v2.GerritChange': [
    'host 1 string',
    'project 2 string',
    'change 3 int64',
    'patchset 4 int64',
  ],
  'buildbucket.v2.Log': ['name 1 string', 'view_url 2 string', 'url 3 string'],
  'buildbucket.v2.Step': [
    'name 1 string',
    'start_time 2 google.protobuf.Timestamp',
    'end_time 3 google.protobuf.Timestamp',
    'status 4 buildbucket.v2.Status',
    'logs 5 repeated buildbucket.v2.Log',
    'summary_markdown 7 string',
  ],
  'buildbucket.v2.Build': [
    'id 1 int64',
    'builder 2 buildbucket.v2.BuilderID',
    'number 3 int32',
    'created_by 4 string',
    'canceled_by 23 string',
    'create_time 6 google.protobuf.Timestamp',
    'start_time 7 google.protobuf.Timestamp',
    'end_time 8 google.protobuf.Timestamp',
    'update_time 9 google.protobuf.Timestamp',
    'cancel_time 32 google.protobuf.Timestamp',
    'status 12 buildbucket.v2.Status',
    'summary_markdown 20 string',
    'input 15 buildbucket.v2.Build.Input',
    'output 16 buildbucket.v2.Build.Output',
    'steps 17 repeated buildbucket.v2.Step',
    'tags 19 repeated buildbucket.v2.StringPair',
  ],
  'buildbucket.v2.Build.Input': [
    'properties 1 google.protobuf.Struct',
    'gitiles_commit 2 buildbucket.v2.GitilesCommit',
    'gerrit_changes 3 repeated buildbucket.v2.GerritChange',
  ],
  'buildbucket.v2.Build.Output': [
    'properties 1 google.protobuf.Struct',
    'gitiles_commit 3 buildbucket.v2.GitilesCommit',
    'logs 5 repeated buildbucket.v2.Log',
  ],
  'buildbucket.v2.NotificationConfig': ['pubsub_topic 1 string', 'user_data 2 bytes'],
  'buildbucket.v2.ScheduleBuildRequest': [
    'request_id 1 string',
    'builder 3 buildbucket.v2.BuilderID',
    'properties 6 google.protobuf.Struct',
    'gitiles_commit 7 buildbucket.v2.GitilesCommit',
    'gerrit_changes 8 repeated buildbucket.v2.GerritChange',
    'tags 9 repeated buildbucket.v2.StringPair',
    'notify 12 buildbucket.v2.NotificationConfig',
  ],
  'buildbucket.v2.GetBuildRequest': [
    'id 1 int64',
    'builder 2 buildbucket.v2.BuilderID',
    'build_number 3 int32',
  ],
  'buildbucket.v2.CancelBuildRequest': ['id 1 int64', 'summary_markdown 2 string'],
  'buildbucket.v2.TimeRange': [
    'start_time 1 google.protobuf.Timestamp',
    'end_time 2 google.protobuf.Timestamp',
  ],
  'buildbucket.v2.BuildRange': ['start_build_id 1 int64', 'end_build_id 2 int64'],
  'buildbucket.v2.BuildPredicate': [
    'builder 1 buildbucket.v2.BuilderID',
    'status 2 buildbucket.v2.Status',
    'created_by 5 string',
    'tags 6 repeated buildbucket.v2.StringPair',
    'create_time 7 buildbucket.v2.TimeRange',
    'build 9 buildbucket.v2.BuildRange',
  ],
  'buildbucket.v2.SearchBuildsRequest': [
    'predicate 1 buildbucket.v2.BuildPredicate',
    'page_size 101 int32',
    'page_token 102 string',
  ],
  'buildbucket.v2.SearchBuildsResponse': [
    'builds 1 repeated buildbucket.v2.Build',
    'next_page_token 100 string',
  ],
  'buildbucket.v2.BuildsV2PubSub': ['build 1 buildbucket.v2.Build'],
  'buildbucket.v2.PubSubCallBack': [
    'build_pubsub 1 buildbucket.v2.BuildsV2PubSub',
    'user_data 2 bytes',
  ],
  'buildbucket.v2.BatchRequest': ['requests 1 repeated buildbucket.v2.BatchRequest.Request'],
  'buildbucket.v2.BatchRequest.Request': [
    'get_build 1 buildbucket.v2.GetBuildRequest oneof request',
    'search_builds 2 buildbucket.v2.SearchBuildsRequest oneof request',
    'schedule_build 3 buildbucket.v2.ScheduleBuildRequest oneof request',
    'cancel_build 4 buildbucket.v2.CancelBuildRequest oneof request',
  ],
  'buildbucket.v2.BatchResponse': ['responses 1 repeated buildbucket.v2.BatchResponse.Response'],
  'buildbucket.v2.BatchResponse.Response': [
    'get_build 1 buildbucket.v2.Build oneof response',
    'search_builds 2 buildbucket.v2.SearchBuildsResponse oneof response',
    'schedule_build 3 buildbucket.v2.Build oneof response',
    'cancel_build 4 buildbucket.v2.Build oneof response',
    'error 100 google.rpc.Status oneof response',
  ],
  'google.rpc.Status': [
    'code 1 int32',
    'message 2 string',
    'details 3 repeated google.protobuf.Any',
  ],

  // protobuf.dev, "Well-Known Types"
  'google.protobuf.Any': ['type_url 1 string', 'value 2 bytes'],
  'google.protobuf.Duration': ['seconds 1 int64', 'nanos 2 int32'],
  'google.protobuf.Timestamp': ['seconds 1 int64', 'nanos 2 int32'],
  'google.protobuf.Struct': ['fields 1 repeated google.protobuf.Struct.FieldsEntry'],
  'google.protobuf.Struct.FieldsEntry': ['key 1 string', 'value 2 google.protobuf.Value'],
  'google.protobuf.Value': [
    'null_value 1 google.protobuf.NullValue oneof kind',
    'number_value 2 double oneof kind',
    'string_value 3 string oneof kind',
    'bool_value 4 bool oneof kind',
    'struct_value 5 google.protobuf.Struct oneof kind',
    'list_value 6 google.protobuf.ListValue oneof kind',
  ],
  'google.protobuf.ListValue': ['values 1 repeated google.protobuf.Value'],
};

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'scheduler.config.Acl.Role': ['READER 0', 'TRIGGERER 2', 'OWNER 1'],
  'scheduler.config.TriggeringPolicy.Kind': [
    'UNDEFINED 0',
    'GREEDY_BATCHING 1',
    'LOGARITHMIC_BATCHING 2',
    'NEWEST_FIRST 3',
  ],
  'google.protobuf.NullValue': ['NULL_VALUE 0'],
  'buildbucket.v2.Status': [
    'STATUS_UNSPECIFIED 0',
    'SCHEDULED 1',
    'STARTED 2',
    'ENDED_MASK 4',
    'SUCCESS 12',
    'FAILURE 20',
    'INFRA_FAILURE 36',
    'CANCELED 68',
  ],
};

/** Reserved names and ranges of numbers; messages that are not here have none. */
const RESERVED: Readonly<Record<string, readonly (string | readonly [number, number])[]>> = {
  'scheduler.config.ProjectConfig': ['security_options', [4, 4]],
  'scheduler.config.Job': [
    [4, 4],
    [102, 102],
  ],
  'scheduler.config.TaskDefWrapper': [[3, 3]],
  'internal.cursors.InvocationsCursor': [[1, 1]],
};

describe('the .proto files', () => {
  for (const [name, fields] of Object.entries(MESSAGES)) {
    it(name, () => {
      const message = descriptor.messages.find(({ fullName }) => fullName === name);
      assert.deepEqual(message?.fields.map(inWords), fields);
      const reserved = [...(message?.reservedNames ?? []), ...(message?.reservedRanges ?? [])];
      assert.deepEqual(reserved, RESERVED[name] ?? []);
    });
  }

  for (const [name, values] of Object.entries(ENUMS)) {
    it(name, () => {
      const type = descriptor.enums.find(({ fullName }) => fullName === name);
      assert.deepEqual(
        type?.values.map((value) => `${value.name} ${value.number}`),
        values,
      );
    });
  }

  it('have nothing else', () => {
    const names = (types: readonly { fullName: string }[]) => types.map((t) => t.fullName).sort();
    assert.deepEqual(names(descriptor.messages), Object.keys(MESSAGES).sort());
    assert.deepEqual(names(descriptor.enums), Object.keys(ENUMS).sort());
  });

  it('give each field a camelCase name for TypeScript', () => {
    const names: Record<string, string> = {};
    for (const { fields } of descriptor.messages)
      for (const f of fields) names[f.name] = f.jsonName;
    assert.equal(names['id'], 'id');
    assert.equal(names['sha1'], 'sha1');
    assert.equal(names['url_fetch'], 'urlFetch');
    assert.equal(names['path_regexps_exclude'], 'pathRegexpsExclude');
    assert.equal(names['max_concurrent_invocations'], 'maxConcurrentInvocations');
  });
});

describe('the comments in the .proto files', () => {
  for (const [owner, doc] of docs()) {
    it(`${owner}: are whole sentences in valid Markdown`, () => {
      assert.match(doc, /^[A-Z].*\.$/s, 'begins with a capital and ends with a full stop');
      assert.ok(doc.split(/\s+/).length >= 3, 'has three words at least');
      assert.equal(doc.split('`').length % 2, 1, 'closes every `');
      assert.doesNotMatch(doc, / {2}|(?<!\n)\n(?!\n|- )/, 'has no line breaks within paragraphs');
    });
  }

  for (const { fullName, fields } of descriptor.messages) {
    for (const { name, deprecated, doc } of fields) {
      if (!deprecated) continue;
      it(`${fullName}.${name}: say that it is deprecated and what to do`, () => {
        assert.match(doc, /^Deprecated and ignored: .*\b(Use .* instead|Remove it)\.$/s);
      });
    }
  }

  // Run-time defaults of schema.md 1.1 and limits of validation.md, as the hover must state them.
  const facts: readonly (readonly [field: string, ...mentions: string[]])[] = [
    ['TriggeringPolicy.kind', 'Default: `GREEDY_BATCHING`.'],
    ['TriggeringPolicy.max_concurrent_invocations', 'Default, also for 0: 1.', 'negative'],
    [
      'TriggeringPolicy.max_batch_size',
      'Default, also for 0: 1000.',
      'negative',
      '`NEWEST_FIRST` ignores it',
    ],
    ['TriggeringPolicy.log_base', 'Required with `LOGARITHMIC_BATCHING`', 'at least 1.0001'],
    ['TriggeringPolicy.pending_timeout', '7 days', 'Only for `NEWEST_FIRST`', 'negative'],
    ['Job.id', 'Required.', '1 to 100 characters', 'unique'],
    ['Job.realm', 'Default: `@legacy`.', '1 to 400 characters', '`@root`', '`@project`'],
    [
      'Job.schedule',
      'Default: `triggered`.',
      'UTC',
      '`continuously`',
      '`with 1h30m interval`',
      'cron',
    ],
    ['Job.disabled', 'Default: `false`.', 'still validated'],
    ['Job.noop', 'exactly one task'],
    ['Job.url_fetch', 'exactly one task'],
    ['Job.buildbucket', 'exactly one task'],
    ['Trigger.id', 'Required.', '1 to 100 characters', 'unique'],
    ['Trigger.realm', 'Default: `@legacy`.', '1 to 400 characters'],
    ['Trigger.schedule', 'Default: `with 30s interval`.', 'UTC'],
    ['Trigger.disabled', 'Default: `false`.', 'still validated'],
    ['Trigger.triggers', 'must be in this file'],
    ['Trigger.noop', 'exactly one task'],
    ['Trigger.gitiles', 'exactly one task'],
    ['NoopTask.sleep_ms', 'milliseconds', '20 seconds'],
    ['UrlFetchTask.method', 'Only `GET`', 'Default: `GET`.'],
    ['UrlFetchTask.url', 'Required', 'absolute'],
    ['UrlFetchTask.timeout_sec', 'seconds', '1 to 480', 'Default, also for 0: 60.'],
    ['GitilesTask.repo', 'Required.', '`https`'],
    ['GitilesTask.refs', '`refs/', '`regexp:`', 'RE2', '`^` and `$`', 'two slashes'],
    ['GitilesTask.path_regexps', 'RE2', '`^` and `$`', 'empty'],
    [
      'GitilesTask.path_regexps_exclude',
      'together with `path_regexps`',
      'RE2',
      '`^` and `$`',
      'empty',
    ],
    ['BuildbucketTask.server', 'Required.', 'without `https://`'],
    ['BuildbucketTask.bucket', '`<project>:<bucket>`', "Default: the job's `realm`", 'rejected'],
    ['BuildbucketTask.builder', 'Required.'],
    ['BuildbucketTask.properties', '`key:value`'],
    [
      'BuildbucketTask.tags',
      '`key:value`',
      '`scheduler_invocation_id`',
      '`scheduler_job_id`',
      '`user_agent`',
    ],
  ];
  const docOf = new Map(docs());
  for (const [field, ...mentions] of facts) {
    it(`${field}: state its defaults and limits`, () => {
      const doc = docOf.get(`scheduler.config.${field}`) ?? '';
      for (const mention of mentions) assert.ok(doc.includes(mention), `${mention} in:\n${doc}`);
    });
  }
});

function inWords({ name, number, type, repeated, oneof, deprecated }: FieldDescriptor): string {
  return [
    name,
    number,
    ...(repeated ? ['repeated'] : []),
    type,
    ...(oneof === undefined ? [] : ['oneof', oneof]),
    ...(deprecated ? ['deprecated'] : []),
  ].join(' ');
}

/** Full name and comment of everything that has one. */
function docs(): [owner: string, doc: string][] {
  return [
    ...descriptor.messages.map((m) => [m, m.fields] as const),
    ...descriptor.enums.map((e) => [e, e.values] as const),
  ].flatMap(([type, members]): [string, string][] => [
    [type.fullName, type.doc],
    ...members.map(({ name, doc }): [string, string] => [`${type.fullName}.${name}`, doc]),
  ]);
}
