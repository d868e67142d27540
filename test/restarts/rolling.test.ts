import { join } from 'node:path';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { expect, test } from 'vitest';
import { amountOf } from '../long-forms.ts';
import { runProgram } from '../../kubernetes/program/program.ts';

const Outcome = Type.Object({
  restarts: Type.Integer(),
  /** Processes that were asked nothing. */
  idle: Type.Integer(),
  seconds: Type.Integer(),
  calls: Type.Integer(),
  failed: Type.Array(Type.String()),
});
const isOutcome = validatorOf(Outcome);

/** A hundred take some two minutes; RESTARTS asks for another number. */
const restarts = Number(process.env['RESTARTS'] ?? amountOf('restarts'));

const program = join(import.meta.dirname, 'rolling.ts');
/**
 * EndpointSlices take no loopback address, so all of it runs in a network of its own, of which
 * these are others. kube-apiserver looks for its own address on the way to the rest of the world.
 */
const network = 'ip link set lo up && ip address add 10.10.0.1/16 dev lo && ip route add default dev lo && exec "$@"';
const inNetwork = ['--map-root-user', '--net', 'sh', '-c', network, 'sh'];

const { exitCode } = await runProgram('unshare', [...inNetwork, 'true']).catch(() => ({ exitCode: 127 }));
const title = exitCode === 0 ? '' : ' (skipped: this machine gives nobody a network of their own)';

async function restart(restarts: number, drainSeconds: number): Promise<Static<typeof Outcome>> {
  const words = [...inNetwork, process.execPath, program, String(restarts), String(drainSeconds)];
  const { stdout, stderr } = await runProgram('unshare', words);
  const outcome: unknown = stdout === '' ? undefined : JSON.parse(stdout);
  if (!isOutcome(outcome)) throw new Error(`rolling.ts said: ${stdout}${stderr}`);
  return outcome;
}

test.skipIf(title !== '')(
  `25 clients of a real API server lose no call while the webhook is restarted ${restarts} times${title}`,
  async () => {
    const { calls, failed, idle } = await restart(restarts, 5);
    expect(failed).toEqual([]);
    expect(idle).toBe(0);
    expect(calls).toBeGreaterThan(10 * restarts);
  },
  1_200_000,
);

test.skipIf(title !== '')(
  `without a drain the same clients do lose calls${title}`,
  async () => {
    const { failed } = await restart(5, 0);
    expect(failed).not.toEqual([]);
    expect(failed[0]).toContain('failed calling webhook');
  },
  120_000,
);
