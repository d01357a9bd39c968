// Declaration of stylesheets, which are imported to go into panel.css.

declare module '*.css';
