import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../../../kubernetes/program/program.ts';
import { writeImage, type Image } from './image.ts';

let folder = '';
let image: Image;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-image-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'lib-1.2'));
  await writeFile(join(folder, 'lib-1.2/a.js'), 'a');
  await writeFile(join(folder, 'program'), 'p', { mode: 0o755 });
  await symlink('lib-1.2', join(folder, 'lib'));
  image = {
    name: 'docker.io/acme/program:1',
    files: { '/bin/program': join(folder, 'program'), '/app/lib': join(folder, 'lib') },
    config: { Entrypoint: ['/bin/program'] },
  };
});

const write = async (file: string): Promise<Buffer> => {
  await writeImage(image, join(folder, file));
  return readFile(join(folder, file));
};

test('an image has its files, their links followed, and names everything by its digest', async () => {
  await write('image.tar');
  const layout = join(folder, 'layout');
  await mkdir(layout);
  await runProgram('tar', ['--extract', '--file', join(folder, 'image.tar'), '--directory', layout]);
  const blob = async (digest: string): Promise<Buffer> => {
    const content = await readFile(join(layout, 'blobs', digest.replace(':', '/')));
    expect(`sha256:${createHash('sha256').update(content).digest('hex')}`).toBe(digest);
    return content;
  };
  const json = (content: Buffer | string): unknown => JSON.parse(content.toString());
  const index = json(await readFile(join(layout, 'index.json')));
  expect(index).toMatchObject({ manifests: [{ annotations: { 'io.containerd.image.name': image.name } }] });
  const digests = (value: unknown): string[] => JSON.stringify(value).match(/sha256:[0-9a-f]{64}/g) ?? [];
  const [config = '', layer = ''] = digests(json(await blob(digests(index)[0] ?? '')));
  expect(json(await blob(config))).toMatchObject({ os: 'linux', config: image.config, rootfs: { diff_ids: [layer] } });
  await blob(layer);
  const tar = join(layout, 'blobs', layer.replace(':', '/'));
  const { stdout } = await runProgram('tar', ['--list', '--verbose', '--utc', '--file', tar]);
  expect(stdout.split('\n').filter(entry => entry.startsWith('-'))).toEqual([
    '-rw-r--r-- 0/0               1 1970-01-01 00:00 ./app/lib/a.js',
    '-rwxr-xr-x 0/0               1 1970-01-01 00:00 ./bin/program',
  ]);
});

test('the same files give the same image, whenever they were written', async () => {
  const first = await write('first.tar');
  await utimes(join(folder, 'program'), new Date(0), new Date(0));
  expect((await write('second.tar')).equals(first)).toBe(true);
});
