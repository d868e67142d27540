import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder that changes like one into which the kubelet mounts a ConfigMap: by one link, at once.
 */
export interface Mount {
  /** Returns the path of a file in it. */
  file: (name: string) => string;
  put: (files: Readonly<Record<string, Buffer | string>>) => Promise<void>;
  remove: () => Promise<void>;
}

export async function mountFiles(files: Readonly<Record<string, Buffer | string>>): Promise<Mount> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-mount-'));
  let version = 0;
  const put: Mount['put'] = async contents => {
    version += 1;
    const data = join(folder, `..${version}`);
    await mkdir(data);
    for (const [name, content] of Object.entries(contents)) await writeFile(join(data, name), content);
    await symlink(data, join(folder, '..data_tmp'));
    await rename(join(folder, '..data_tmp'), join(folder, '..data'));
    await rm(join(folder, `..${version - 1}`), { recursive: true, force: true });
  };
  await put(files);
  for (const name of Object.keys(files)) await symlink(join('..data', name), join(folder, name));
  return { file: name => join(folder, name), put, remove: () => rm(folder, { recursive: true }) };
}
