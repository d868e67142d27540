import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { obstacleToNodes } from '../testbed/nodes/obstacle.ts';

const starter = join(import.meta.dirname, 'starter.ts');
const cgroups = '/sys/fs/cgroup';

/**
 * Lists the parts of this machine that belong to a folder: its processes, cgroups of its name, the
 * folder.
 */
async function belongings(folder: string): Promise<{ processes: string[]; groups: string[]; folder: boolean }> {
  const { stdout } = await runProgram('ps', ['-A', '-ww', '-o', 'args=']);
  const hierarchies = await readdir(cgroups);
  const groups = ['', ...hierarchies].map(hierarchy => join(cgroups, hierarchy, basename(folder)));
  return {
    processes: stdout.split('\n').filter(line => line.includes(folder)),
    groups: groups.filter(group => existsSync(group)),
    folder: existsSync(folder),
  };
}

describeUnless(await obstacleToNodes(), 'a node', () => {
  test('leaves nothing when its starter is killed', async () => {
    const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const { value: line = '' } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
    const folders = line.split(' ');
    const node = await belongings(folders[2] ?? '');
    expect([node.processes.length > 3, node.groups.length > 0, node.folder]).toEqual([true, true, true]);
    child.kill('SIGKILL');
    const nothing = { processes: [], groups: [], folder: false };
    await expect
      .poll(() => Promise.all(folders.map(belongings)), { timeout: 30_000 })
      .toEqual([nothing, nothing, nothing]);
  });
});
