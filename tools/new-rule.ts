import { readdir } from 'node:fs/promises';
import { startRule } from '../policies/bundle/start-rule.ts';
import { newRuleName } from './new-rule/rule-name.ts';
import { root } from './repository/root.ts';

/**
 * Starts a rule that passes every check and finds nothing real. usage: make new-rule
 * NAME=no-something
 */

const [id = ''] = process.argv.slice(2);
const folder = 'policies/fleet/rules';
const rules = { shown: folder, path: `${root}${folder}` };
try {
  const files = await startRule(rules, newRuleName(id, await readdir(rules.path)));
  process.stdout.write(`${files.join('\n')}\nFill them in, then: make generate check\n`);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
