import { expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { getFlags } from '../../plugins/fleet/commands/get/flags.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { kubectlGetFlags } from '../../tools/documentation/kubectl-get-flags.ts';

test('the page has each flag that kubectl get lists, and no other one', async () => {
  const { stdout } = await runProgram(await findBinary(kubectl), ['get', '--help'], { env: { KUBERC: 'off' } });
  const listed = Array.from(stdout.matchAll(/^ +(?:-\w, )?--([\w-]+)=/gm), ([, name = '']) => name);
  expect(listed.length).toBeGreaterThan(20);
  expect(Object.keys(kubectlGetFlags).sort()).toEqual(listed.sort());
});

test('the command declares the flags that the page calls taken or refused', () => {
  const known = Object.entries(kubectlGetFlags).filter(([, { treatment }]) => treatment !== 'not there');
  expect(known.map(([flag]) => flag).filter(flag => !Object.hasOwn(getFlags, flag))).toEqual([]);
});
