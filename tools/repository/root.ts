import { fileURLToPath } from 'node:url';

/** URL of the repository's folder; ends with a slash. */
export const rootUrl = new URL('../../', import.meta.url);

/** Path of the repository's folder; ends with a slash. */
export const root = fileURLToPath(rootUrl);
