import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { ownCluster } from '../cluster/own-cluster.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { checkTrials, tryAll } from './trials.ts';

/** What `helm test` runs in a pod: node trial.js FILE. */
async function main(file: string): Promise<boolean> {
  const checked = checkTrials(parse(await readFile(file, 'utf8')));
  if ('problems' in checked) throw new WebhookError('CONFIG_INVALID', `${file}: ${checked.problems.join('; ')}`);
  const client = await ownCluster(process.env['KUBECONFIG'], process.env);
  const { lines, asExpected } = await tryAll(client, checked.value);
  process.stdout.write(`${lines.join('\n')}\n`);
  return asExpected;
}

try {
  process.exitCode = (await main(process.argv[2] ?? '')) ? 0 : 1;
} catch (error) {
  process.stderr.write(`kubectl fleet trial: ${reasonOf(error)}\n`);
  process.exitCode = 2;
}
