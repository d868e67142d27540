import type { BundleSignature } from './signature/keys.ts';

/** The keys of the configuration that say by what reviews are judged. */
export interface PolicyConfig {
  /** A bundle to judge by: rules of the user's own beside those of kubectl fleet. Absolute path. */
  bundle?: string;
  bundleSignature?: BundleSignature;
  /** Settings as they were written. Only the rules can tell what of them can be used. */
  settings: unknown;
}
