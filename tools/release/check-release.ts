/**
 * Checks what a release is given, and writes its version as an output of a step. usage: node
 * tools/release/check-release.ts TAG BASE_DIGEST
 */
import manifest from '../../package.json' with { type: 'json' };
import { releasedVersion } from './release.ts';

const [tag = '', baseDigest = ''] = process.argv.slice(2);
try {
  process.stdout.write(`version=${releasedVersion(tag, manifest.version, baseDigest)}\n`);
} catch (error) {
  process.stderr.write(`::error::${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
