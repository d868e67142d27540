import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSchema } from '../../tools/binaries/check-jsonschema.ts';
import { missingProgram } from '../../tools/binaries/missing-program.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { projectFiles, root, textOf } from './source-files.ts';

/** Files that have one schema, and a slip that makes the first of them invalid. */
interface Checked {
  readonly schema: string;
  readonly paths: readonly string[];
  readonly right: string;
  readonly wrong: string;
}

const chooser = '.github/ISSUE_TEMPLATE/config.yml';
const inFolder = (folder: string): string[] =>
  projectFiles().filter(path => path.startsWith(folder) && path !== chooser);

const checked: readonly Checked[] = [
  { schema: 'github-workflows', paths: inFolder('.github/workflows/'), right: 'runs-on:', wrong: 'run-on:' },
  { schema: 'github-actions', paths: ['action.yml'], right: 'using: composite', wrong: 'using: composit' },
  {
    schema: 'github-issue-forms',
    paths: inFolder('.github/ISSUE_TEMPLATE/'),
    right: 'type: input',
    wrong: 'type: line',
  },
  { schema: 'github-issue-config', paths: [chooser], right: 'contact_links:', wrong: 'contacts:' },
  { schema: 'renovate', paths: ['renovate.json'], right: '"customType": "regex"', wrong: '"customType": "regexp"' },
];

describeUnless(await missingProgram({ python3: 'python3-venv' }), 'check-jsonschema', () => {
  test.each(checked)('the schema $schema accepts $paths', async ({ schema, paths }) => {
    expect(paths).not.toEqual([]);
    expect(await checkSchema(schema, paths, root)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test.each(checked)('the schema $schema refuses $wrong', async ({ schema, paths: [path = ''], right, wrong }) => {
    const folder = await mkdtemp(join(tmpdir(), 'fleet-schema-'));
    try {
      const file = basename(path);
      expect(textOf(path)).toContain(right);
      await writeFile(join(folder, file), textOf(path).replace(right, wrong));
      expect((await checkSchema(schema, [file], folder)).exitCode).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
