// The page that the panel's webview loads.

export interface PanelPage {
  /** Random and for this page alone: scripts without it do not run. */
  readonly nonce: string;
  /** Where the extension's own files come from, as a source of a content security policy. */
  readonly source: string;
  /** Addresses of what scripts/build.ts puts into dist/. */
  readonly script: string;
  readonly stylesheet: string;
  readonly icons: string;
}

/**
 * HTML with a policy under which nothing runs but the one script, and nothing is fetched but the
 * extension's styles and fonts. Nothing of a config or a log is part of it.
 */
export function panelPage({ nonce, source, script, stylesheet, icons }: PanelPage): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    // What default-src does not cover: where relative addresses lead, and where a form would go.
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${icons}">
<link rel="stylesheet" href="${stylesheet}">
<title>LUCI Scheduler</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
