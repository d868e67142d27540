import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { ownCluster } from '../cluster/own-cluster.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { checkSmokeTests, runSmokeTests } from './smoke-tests.ts';

/** Runs the smoke tests of a file, in the Pod of `helm test`: node smoke-test.js FILE. */
async function main(file: string): Promise<boolean> {
  const checked = checkSmokeTests(parse(await readFile(file, 'utf8')));
  if ('problems' in checked) throw new WebhookError('CONFIG_INVALID', `${file}: ${checked.problems.join('; ')}`);
  const client = await ownCluster(process.env['KUBECONFIG'], process.env);
  const { lines, asExpected } = await runSmokeTests(client, checked.value);
  process.stdout.write(`${lines.join('\n')}\n`);
  return asExpected;
}

try {
  process.exitCode = (await main(process.argv[2] ?? '')) ? 0 : 1;
} catch (error) {
  process.stderr.write(`kubectl fleet smoke test: ${reasonOf(error)}\n`);
  process.exitCode = 2;
}
