import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import manifest from '../../package.json' with { type: 'json' };
import { readWords } from '../../plugins/fleet/command-line/words.ts';
import { findCommand } from '../../plugins/fleet/find-command.ts';
import { projectFiles, textOf } from './source-files.ts';

const Hooks = Type.Array(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    entry: Type.String(),
    args: Type.Optional(Type.Array(Type.String())),
    language: Type.String(),
  }),
);

const Action = Type.Object({
  inputs: Type.Record(Type.String(), Type.Object({ description: Type.String(), default: Type.String() })),
  runs: Type.Object({
    using: Type.Literal('composite'),
    steps: Type.Array(
      Type.Object({ shell: Type.String(), env: Type.Record(Type.String(), Type.String()), run: Type.String() }),
    ),
  }),
});

/** Checks that a line is one of the program's: its command, and flags that the command takes. */
async function expectLine(line: string): Promise<void> {
  const [program, ...words] = line.split(' ').filter(word => word !== '');
  const command = await findCommand(words);
  const { options } = readWords(words, command?.flags ?? {});
  expect(Object.keys(manifest.bin)).toContain(program);
  expect(command).toBeDefined();
  expect(options.filter(({ name }) => name === undefined)).toEqual([]);
}

test('the hooks of pre-commit call what there is', async () => {
  const hooks: unknown = parse(textOf('.pre-commit-hooks.yaml'));
  if (!Value.Check(Hooks, hooks)) throw new Error('the hooks have another shape');
  expect(hooks.map(({ id }) => id)).toEqual(['kubectl-fleet-lint', 'kubectl-fleet-lint-folders']);
  for (const { entry, args = [] } of hooks) await expectLine([entry, ...args].join(' '));
});

test('the action calls what there is, in its own version, and no text of a user is part of a script', async () => {
  const action: unknown = parse(textOf('action.yml'));
  if (!Value.Check(Action, action)) throw new Error('the action has another shape');
  const { inputs, runs } = action;
  expect(inputs['version']?.default).toBe(manifest.version);
  const scripts = runs.steps.map(({ run }) => run).join('\n');
  expect(scripts).not.toContain('${{');
  const used = runs.steps.flatMap(({ env }) => Object.values(env));
  expect(used.sort()).toEqual(
    Object.keys(inputs)
      .sort()
      .map(name => `\${{ inputs.${name} }}`),
  );
  const lines = [...scripts.matchAll(/^ *(kubectl-fleet [^>\n]*)/gm)].map(([, line = '']) =>
    line.replaceAll(/\$\w+/g, ''),
  );
  expect(lines).toHaveLength(2);
  for (const line of lines) await expectLine(line);
});

test('issue forms ask for the output of commands that there are', async () => {
  const forms = projectFiles().filter(path => path.startsWith('.github/ISSUE_TEMPLATE/'));
  const lines = forms.flatMap(path =>
    [...textOf(path).matchAll(/`kubectl fleet ([a-z][^`]*)`/g)].map(([, line]) => line),
  );
  for (const line of lines) await expectLine(`kubectl-fleet ${line}`);
  expect(lines.length).toBeGreaterThan(5);
});
