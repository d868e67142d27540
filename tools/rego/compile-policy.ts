import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compileBundle } from '../../policies/bundle/compile-bundle.ts';
import { filesOfTar } from '../../kubernetes/files/tar.ts';
import { opa } from './opa.ts';
import { root } from '../repository/root.ts';

/**
 * Compiles the Rego below `source` (a path from the repository's folder) to policy.wasm and
 * data.json in `destination`, the same bytes each time.
 * @throws PolicyError with what opa said
 */
export async function compilePolicy(source: string, destination: string): Promise<Record<string, Buffer>> {
  const packed = filesOfTar(gunzipSync(await compileBundle(opa, resolve(root, source))));
  await mkdir(destination, { recursive: true });
  const written: Record<string, Buffer> = {};
  for (const name of ['policy.wasm', 'data.json']) {
    const content = packed.get(name);
    if (content === undefined) throw new Error(`opa build made no ${name}`);
    await writeFile(join(destination, name), content);
    written[name] = content;
  }
  return written;
}
