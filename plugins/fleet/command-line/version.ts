import manifest from '../../../package.json' with { type: 'json' };

/** Version of the package, e.g. 0.1.0. */
export const version = manifest.version;
