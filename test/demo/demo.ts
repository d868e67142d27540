import { mkdir, symlink } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { stopDetached } from '../testbed/cluster/detached.ts';
import { startFleet, type Fleet } from '../testbed/fleet.ts';
import { demoFolder } from './folder.ts';
import { furnish } from './furnish.ts';
import { say, show } from './screen.ts';
import { brokenPromises, lastStep, steps, type Step } from './steps.ts';

const root = join(import.meta.dirname, '../..');
/** Runs, asserts and stops; otherwise the fleet is left running. */
const inContinuousIntegration = process.env['CI'] === 'true';

async function demonstrate(fleet: Fleet): Promise<string[]> {
  await furnish(fleet);
  const environment = await environmentOf(fleet);
  const broken: string[] = [];
  const take = async (step: Step): Promise<void> => {
    say(step.about);
    const tries = step.isRepeated === true ? 60 : 1;
    for (let left = tries; left > 0; left -= 1) {
      const problems = brokenPromises(step, await show(step.command, environment));
      if (problems.length === 0) return;
      if (left === 1) broken.push(...problems);
      else await setTimeout(1000);
    }
  };
  for (const step of steps) await take(step);
  await fleet.us1.stop();
  await take(lastStep);
  return broken;
}

/** The user's own, with the real kubectl, this kubectl-fleet and the fleet's kubeconfig. */
async function environmentOf({ hub, kubeconfig }: Fleet): Promise<NodeJS.ProcessEnv> {
  const programs = join(hub.folder, 'bin');
  await mkdir(programs);
  await symlink(await findBinary(kubectl), join(programs, 'kubectl'));
  await symlink(join(root, 'dist/kubectl-fleet.js'), join(programs, 'kubectl-fleet'));
  return {
    ...process.env,
    PATH: [programs, dirname(process.execPath), process.env['PATH']].join(delimiter),
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: join(hub.folder, 'kubectl-cache'),
  };
}

// The clusters are made to outlive this process, but not one that was interrupted half-way.
for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => void stopDetached(demoFolder).finally(() => process.exit(exitCode)));
}
process.chdir(root);
await stopDetached(demoFolder);
process.stdout.write('Starting a hub and two spokes, each with a webhook ...\n');
const fleet = await startFleet({ detached: { folder: demoFolder } });
try {
  const broken = await demonstrate(fleet);
  if (broken.length > 0) {
    process.stderr.write(`\nThe demo did not show what it promises:\n${broken.map(line => `  ${line}\n`).join('')}`);
    process.exitCode = 1;
  }
} catch (error) {
  await stopDetached(demoFolder);
  throw error;
}
if (inContinuousIntegration) {
  await stopDetached(demoFolder);
} else {
  process.stdout.write(`
The fleet goes on running (us-1 stays dead). To use it:

  export KUBECONFIG=${fleet.kubeconfig}
  export PATH=${join(fleet.hub.folder, 'bin')}:$PATH

make demo-stop ends it.
`);
}
