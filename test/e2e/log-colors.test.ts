import assert from 'node:assert/strict';
import esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { panelPage } from '../../client/panel-page.ts';
import { ROOT } from '../../scripts/paths.ts';
import { launchBrowser, newPage } from '../harness/browser.ts';

/** Of VS Code's own themes: what stands behind and before text, and a terminal's 16 colours, in this order. */
const THEMES: Readonly<
  Record<string, { ground: string; text: string; contrast: number; colors: string }>
> = {
  'vscode-dark': {
    ...{ ground: '#181818', text: '#cccccc', contrast: 4.5 },
    colors:
      '#000000 #cd3131 #0dbc79 #e5e510 #2472c8 #bc3fbc #11a8cd #e5e5e5 #666666 #f14c4c #23d18b #f5f543 #3b8eea #d670d6 #29b8db #e5e5e5',
  },
  'vscode-light': {
    ...{ ground: '#ffffff', text: '#3b3b3b', contrast: 4.5 },
    colors:
      '#000000 #cd3131 #107c10 #949800 #0451a5 #bc05bc #0598bc #555555 #666666 #cd3131 #14ce14 #b5ba00 #0451a5 #bc05bc #0598bc #a5a5a5',
  },
  'vscode-high-contrast': {
    ...{ ground: '#000000', text: '#ffffff', contrast: 7 },
    colors:
      '#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 #7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff',
  },
  'vscode-high-contrast vscode-high-contrast-light': {
    ...{ ground: '#ffffff', text: '#292929', contrast: 7 },
    colors:
      '#292929 #cd3131 #136c13 #949800 #0451a5 #bc05bc #0598bc #555555 #666666 #cd3131 #00bc00 #b5ba00 #0451a5 #bc05bc #0598bc #a5a5a5',
  },
};

const NAMES = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

/** Runs in the page. Luminance and contrast are those of WCAG 2. */
const MEASURE = `{
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = (color) => {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  [...document.querySelectorAll('.log-line span:not(.log-time)')].map((span) => {
    const { color, backgroundColor } = getComputedStyle(span);
    const isClear = backgroundColor === 'rgba(0, 0, 0, 0)';
    const page = getComputedStyle(document.documentElement).backgroundColor;
    const [a, b] = [luminance(color), luminance(isClear ? page : backgroundColor)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return { text: span.textContent, contrast };
  });
}`;

describe('the colours of a log', () => {
  let browser: Browser;
  let page: Page;
  let files: { script: string; styles: string };

  before(async () => {
    browser = await launchBrowser();
    page = await newPage(browser);
    const { outputFiles } = await esbuild.build({
      ...{ absWorkingDir: ROOT, bundle: true, write: false, outdir: 'none' },
      stdin: {
        contents: "import './client/panel/panel.css'; import './client/panel/invocation-log.ts';",
        resolveDir: ROOT,
      },
    });
    const textOf = (end: string) => outputFiles.find((file) => file.path.endsWith(end))?.text ?? '';
    files = { script: textOf('.js'), styles: textOf('.css') };
  });

  after(() => browser?.close());

  /** The panel's own page with a log in it, under the policy of the panel. */
  async function show(theme: string, log: string): Promise<void> {
    const { ground, text, colors } = THEMES[theme] ?? assert.fail(theme);
    const variables = colors
      .split(' ')
      .map((color, i) => `--vscode-terminal-ansi${i < 8 ? '' : 'Bright'}${NAMES[i % 8]}: ${color};`)
      .join('');
    const ofTheme = `:root { ${variables} --vscode-editor-background: ${ground}; --vscode-editor-foreground: ${text}; background: ${ground}; }`;
    const origin = 'https://panel.test';
    const html = panelPage({
      ...{ nonce: 'abc', source: origin, script: `${origin}/script`, icons: `${origin}/icons` },
      stylesheet: `${origin}/styles`,
    }).replace('<body', `<body class="${theme}"`);
    const bodies: Record<string, [type: string, body: string]> = {
      '/': ['text/html', html],
      '/script': ['text/javascript', files.script],
      '/styles': ['text/css', files.styles + ofTheme],
    };
    await page.unrouteAll();
    await page.route('**/*', (route) => {
      const [contentType, body] = bodies[new URL(route.request().url()).pathname] ?? [];
      return contentType === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ contentType, body: body ?? '' });
    });
    await page.goto(`${origin}/`);
    await page.evaluate(`{
      const element = document.createElement('invocation-log');
      element.style.setProperty('display', 'block');
      document.body.append(element);
      Object.assign(element, { invocationId: '1', text: ${JSON.stringify(log)} });
    }`);
    await page.locator('.log-line').first().waitFor();
  }

  /** The contrast of each part of the log that has a colour, and its text. */
  function contrasts(): Promise<readonly { text: string; contrast: number }[]> {
    return page.evaluate(MEASURE);
  }

  const all = Array.from({ length: 256 }, (_, i) => i);
  const KINDS: Readonly<Record<string, string>> = {
    'text of a colour': all.map((i) => `\x1b[38;5;${i}m${i}`).join('\x1b[m '),
    'text on a colour': all.map((i) => `\x1b[48;5;${i}m${i}`).join('\x1b[m '),
    'inverse text of a colour': all.map((i) => `\x1b[7;38;5;${i}m${i}`).join('\x1b[m '),
    'inverse text': '\x1b[7minverse',
  };
  for (const [theme, { contrast: wanted }] of Object.entries(THEMES)) {
    for (const [kind, log] of Object.entries(KINDS)) {
      it(`can be read in ${theme}: ${kind}`, async () => {
        await show(theme, `[12:00:00.000] ${log}\n`);
        const measured = await contrasts();
        assert.equal(measured.length, kind === 'inverse text' ? 1 : 256);
        // On a colour, no text has more contrast than black or white.
        const least = kind.includes('text on') || kind.includes('inverse') ? 4.5 : wanted;
        assert.deepEqual(
          measured.filter(({ contrast }) => contrast < least),
          [],
        );
      });
    }
  }

  it('are text, whatever is in it', async () => {
    await show('vscode-dark', '\x1b[31m<img src=x onerror=alert(1)>\x1b]8;;https://x\x07<b>\n');
    const markup = await page.locator('.log-line').first().innerHTML();
    assert.match(
      markup,
      /^<span class="[a-z -]+" style="[^"<>]+">&lt;img src=x onerror=alert\(1\)&gt;&lt;b&gt;<\/span>$/,
    );
    assert.equal(await page.locator('.log-line *').count(), 1);
  });

  it('do not keep a text from being found', async () => {
    await show('vscode-dark', '[12:00:00.000] one t\x1b[31mw\x1b[1mo th\x1b[mree\none two\n');
    await page.evaluate("document.querySelector('invocation-log').find()");
    await page.keyboard.type('two three');
    assert.equal(await page.locator('.find-count').textContent(), '1 of 1');
    const found = await page.evaluate("[...CSS.highlights.get('log-current-match')].map(String)");
    assert.deepEqual(found, ['two three']);
  });
});
