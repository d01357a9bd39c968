// Configs of any size that look like those of large projects: a poller for each group of builders.

/** A valid config of about `size` characters; the same one for the same size. */
export function generatedConfig(size: number): string {
  const groups: string[] = [];
  let length = 0;
  while (length < size) {
    const group = pollerAndBuilders(groups.length);
    groups.push(group);
    length += group.length;
  }
  return groups.join('');
}

function pollerAndBuilders(n: number): string {
  const builders = Array.from(
    { length: 8 },
    (_, i) => `${PLATFORMS[i % PLATFORMS.length]}-${n}-${i}`,
  );
  return `${poller(n, builders)}${builders.map((id, i) => builder(id, n + i)).join('')}`;
}

const PLATFORMS = [
  'linux-amd64',
  'linux-arm64-longtest',
  'mac-rel-ng',
  'win11 (debug)',
  'fuchsia.x64',
];

function poller(n: number, targets: readonly string[]): string {
  return `trigger {
  id: "main-gitiles-trigger-${n}"
  realm: "ci"
  # Everything on the main branch and the releases.
  gitiles {
    repo: "https://chromium.googlesource.com/project/repo-${n}"
    refs: "regexp:refs/heads/main"
    refs: "regexp:refs/branch-heads/\\\\d+_${n % 10}"
    path_regexps: "src/.+\\\\.cc"
  }
${targets.map((id) => `  triggers: "${id}"\n`).join('')}}
`;
}

function builder(id: string, n: number): string {
  return `job {
  id: "${id}"
  realm: "ci"
${SCHEDULES[n % SCHEDULES.length]}${POLICIES[n % POLICIES.length]}  buildbucket {
    server: "cr-buildbucket.appspot.com"
    bucket: "ci"
    builder: "${id}"
    properties: "revision_count:${n}"
    tags: "team:infra"
  }
}
`;
}

const SCHEDULES = [
  '',
  '  schedule: "triggered"\n',
  '  schedule: "with 10m interval"\n',
  '  schedule: "0 */3 * * *"\n',
];

const POLICIES = [
  '',
  `  triggering_policy {
    kind: GREEDY_BATCHING
    max_concurrent_invocations: 2
  }
`,
  `  triggering_policy {
    kind: LOGARITHMIC_BATCHING
    log_base: 1.7
    max_batch_size: 20
  }
`,
];
