// The config of a session in another editor: with one mistake, mended, and with its job renamed.

export const CONFIG = `# 😀 nightly
job {
  id: "nightly"
  schedule: "every 5 minutes"  # 😀
  noop {}
}
trigger {
  id: "on-commit"
  triggers: "nightly"
  gitiles { repo: "https://example.googlesource.com/a" refs: "refs/heads/main" }
}
`;

export const MENDED = CONFIG.replace('every 5 minutes', 'with 5m interval');
export const RENAMED = MENDED.replaceAll('"nightly"', '"hourly"');
