import assert from 'node:assert/strict';
import { panelPage } from '../../client/panel-page.ts';

describe('the page of the panel', () => {
  const page = panelPage({
    nonce: 'N0nce',
    source: 'https://files.example',
    script: 'https://files.example/panel.js',
    stylesheet: 'https://files.example/panel.css',
    icons: 'https://files.example/codicon.css',
  });

  it('allows its own script, styles and fonts, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    assert.deepEqual(policy?.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-N0nce'",
      'style-src https://files.example',
      'font-src https://files.example',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('has one script, with the nonce, and nothing inline', () => {
    assert.deepEqual(page.match(/<script[^>]*>[^<]*/g), [
      '<script nonce="N0nce" src="https://files.example/panel.js">',
    ]);
    assert.doesNotMatch(page, /<style|\son\w+=|\sstyle=/);
  });
});
