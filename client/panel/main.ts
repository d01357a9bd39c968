// Entry point of the panel in its webview.

import './panel.css';
import './panel-app.ts';

document.body.append(document.createElement('luci-scheduler-panel'));
