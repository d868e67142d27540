import { WebhookError } from '../errors/webhook-error.ts';
import type { BundleSignature } from './signature/keys.ts';

/** Bundle of a configuration and the conditions for its signature. */
export interface BundleConfig {
  /** Path of a bundle: rules of the user beside those of kubectl fleet. */
  bundle?: string;
  bundleSignature?: BundleSignature;
}

/** Keys of the configuration that name the rules and their settings. Paths are absolute. */
export interface PolicyConfig extends BundleConfig {
  /** Settings as the user wrote them. Only the rules can check them. */
  settings: unknown;
}

/**
 * Returns the bundle of a configuration file with absolute paths.
 * @param inFolder resolves a path of the file
 * @throws WebhookError CONFIG_INVALID where there is a signature without a bundle
 */
export function bundleOf(
  { bundle, bundleSignature }: BundleConfig,
  file: string,
  inFolder: (path: string) => string,
): BundleConfig {
  if (bundle === undefined) {
    if (bundleSignature === undefined) return {};
    throw new WebhookError('CONFIG_INVALID', `${file}: bundleSignature is of a bundle, and there is none`);
  }
  if (bundleSignature === undefined) return { bundle: inFolder(bundle) };
  const keys = bundleSignature.keys.map(key => ({ ...key, file: inFolder(key.file) }));
  return { bundle: inFolder(bundle), bundleSignature: { ...bundleSignature, keys } };
}
