import { relative } from 'node:path';
import { root } from './repository/root.ts';
import { startRule } from './new-rule/rule-template.ts';

/** Starts a rule that passes every check and finds something that is not there: make new-rule NAME=no-something */

const [id = ''] = process.argv.slice(2);
try {
  const files = await startRule(`${root}policies/fleet/rules`, id);
  process.stdout.write(
    `${files.map(file => relative(root, file)).join('\n')}\nFill them in, then: make generate check\n`,
  );
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
