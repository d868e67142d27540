import { join } from 'node:path';
import type { Image } from './image.ts';
import { withLibraries } from './libraries.ts';

const root = join(import.meta.dirname, '../../..');
const shipped = ['webhook.js', 'judging-worker.js', 'trial.js', 'chunks', 'policy.wasm', 'data.json'];

/** What the Dockerfile makes, of the files in dist/ and the Node that runs this, with this machine's own C library. */
export async function webhookImage(): Promise<Image> {
  const app = shipped.map((name): [string, string] => [`/app/${name}`, join(root, 'dist', name)]);
  const { [process.execPath]: node = process.execPath, ...libraries } = await withLibraries(process.execPath);
  return {
    name: 'docker.io/kubectl-fleet/fleet-webhook:test',
    files: { ...libraries, '/nodejs/bin/node': node, ...Object.fromEntries(app) },
    config: {
      Entrypoint: ['/nodejs/bin/node'],
      Cmd: ['/app/webhook.js'],
      Env: ['KUBECTL_FLEET_CONFIG=/etc/kubectl-fleet/webhook.yaml'],
      User: '65532:65532',
    },
  };
}
