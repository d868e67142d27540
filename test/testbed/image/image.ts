import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runProgram } from '../../../kubernetes/program/program.ts';
import { TestbedError } from '../errors/testbed-error.ts';

/** Parts of a container image. */
export interface Image {
  /** As a pod names it, e.g. docker.io/kubectl-fleet/webhook:test. */
  readonly name: string;
  /** Files and folders of this machine, by where they lie in the image. */
  readonly files: Readonly<Record<string, string>>;
  readonly config: {
    readonly Entrypoint: readonly string[];
    readonly Cmd?: readonly string[];
    readonly Env?: readonly string[];
    readonly User?: string;
  };
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
};

/**
 * Writes an image of one layer as a tar file that a container runtime can import (OCI image
 * layout), without a container engine. The same files give the same bytes.
 * @throws TestbedError REQUEST_FAILED with what tar said
 */
export async function writeImage({ name, files, config }: Image, file: string): Promise<void> {
  const folder = await mkdtemp(`${file}-`);
  try {
    await mkdir(join(folder, 'layout/blobs/sha256'), { recursive: true });
    const content = join(folder, 'content');
    await Promise.all(Object.entries(files).map(([place, source]) => put(source, join(content, place))));
    const blobs = blobStore(join(folder, 'layout'));
    await tar(content, join(folder, 'layer'));
    const layer = await blobs.take(mediaTypes.layer, join(folder, 'layer'));
    const machine = { architecture: architecture(), os: 'linux' };
    const rootfs = { type: 'layers', diff_ids: [layer.digest] };
    const configuration = await blobs.write(mediaTypes.config, { ...machine, config, rootfs });
    const manifest = await blobs.write(mediaTypes.manifest, {
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: configuration,
      layers: [layer],
    });
    const annotations = { 'io.containerd.image.name': name };
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [{ ...manifest, annotations }] };
    await writeFile(join(folder, 'layout/index.json'), JSON.stringify(index));
    await writeFile(join(folder, 'layout/oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    await tar(join(folder, 'layout'), file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Files that are named after their own digest. */
function blobStore(layout: string) {
  const take = async (mediaType: string, file: string): Promise<Descriptor> => {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    const digest = hash.digest('hex');
    const { size } = await stat(file);
    await rename(file, join(layout, 'blobs/sha256', digest));
    return { mediaType, digest: `sha256:${digest}`, size };
  };
  const write = async (mediaType: string, value: object): Promise<Descriptor> => {
    const file = join(layout, 'unnamed');
    await writeFile(file, JSON.stringify(value));
    return take(mediaType, file);
  };
  return { take, write };
}

async function put(source: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  await cp(source, place, { recursive: true, dereference: true });
}

/** Packs a folder so that neither the clock nor the user shows. */
async function tar(folder: string, file: string): Promise<void> {
  const sameForAll = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=go=rX,u+rw'];
  const { exitCode, stderr } = await runProgram('tar', [
    ...['--create', '--file', file, '--directory', folder],
    ...[...sameForAll, '.'],
  ]);
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `tar: ${stderr}`);
}

/** As images name it. */
function architecture(): string {
  const names: Partial<Record<string, string>> = { x64: 'amd64' };
  return names[arch()] ?? arch();
}
