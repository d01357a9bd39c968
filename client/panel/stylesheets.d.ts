// A stylesheet that is imported goes into panel.css.

declare module '*.css';
