// The project that a config belongs to when nobody says which.

/**
 * The same in every host, so that the editor and the command line give the same verdicts. It matters
 * for job ids and for what is suggested in place of a legacy bucket name (validation.md B6).
 */
export const DEFAULT_PROJECT_ID = 'project';
