import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { textOf } from './source-files.ts';

/**
 * The part of the format that is used here, by the reference of devcontainer.json at
 * containers.dev. No package carries its schema.
 */
const Devcontainer = Type.Object(
  {
    name: Type.String(),
    image: Type.String({ pattern: '^mcr\\.microsoft\\.com/devcontainers/typescript-node:\\d+-[a-z]+$' }),
    features: Type.Record(
      Type.String({ pattern: '^ghcr\\.io/devcontainers/features/[a-z-]+:\\d+$' }),
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean()])),
      { additionalProperties: false },
    ),
    privileged: Type.Boolean(),
    remoteUser: Type.String(),
    mounts: Type.Array(
      Type.Object(
        {
          type: Type.Union([Type.Literal('bind'), Type.Literal('volume')]),
          source: Type.String(),
          target: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    onCreateCommand: Type.String(),
    postCreateCommand: Type.String(),
    customizations: Type.Object(
      { vscode: Type.Object({ extensions: Type.Array(Type.String({ pattern: '^[\\w-]+\\.[\\w-]+$' })) }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

const withoutComments = textOf('.devcontainer/devcontainer.json').replaceAll(/^\s*\/\/.*$/gm, '');
const container: unknown = JSON.parse(withoutComments);

test('the file has the shape of a dev container', () => {
  expect([...Value.Errors(Devcontainer, container)]).toEqual([]);
});

test('it has the Node of the tests, and the Go of the workflows', () => {
  const { image, features } = Value.Parse(Devcontainer, container);
  expect(/:(\d+)-/.exec(image)?.[1]).toBe(process.versions.node.split('.')[0]);
  const [go] = [...textOf('.github/workflows/pull-request.yml').matchAll(/go-version: '(.*)'/g)].map(
    ([, name]) => name,
  );
  expect(features['ghcr.io/devcontainers/features/go:1']).toEqual({ version: go });
});

test('it has all that real nodes and checks of workflows need', () => {
  const { onCreateCommand, privileged, remoteUser } = Value.Parse(Devcontainer, container);
  const obstacles = textOf('test/testbed/nodes/obstacle.ts');
  const packages = [...obstacles.matchAll(/^ {2}\w+: '([\w-]+)',$/gm)].map(([, name = '']) => name);
  expect(packages).toContain('runc');
  // Every Debian has the others.
  const brought = new Set(['util-linux', 'libc-bin', 'tar']);
  const words = onCreateCommand.split(' ');
  expect([...packages, 'python3-venv'].filter(name => !brought.has(name) && !words.includes(name))).toEqual([]);
  expect({ privileged, remoteUser }).toEqual({ privileged: true, remoteUser: 'root' });
});
