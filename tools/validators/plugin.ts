import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { exportsOf } from './exports-of.ts';
import { rewriteSchemas } from './rewrite.ts';
import { standaloneCode, type Definition } from './standalone.ts';

const namespace = 'validator';
const usesSchemas = /from '(typebox|.*\/schema\/validator\.ts)'/;

/** Plugin of esbuild that compiles validators, so that no bundle has ajv's compiler or TypeBox. */
export const compiledValidators: Plugin = {
  name: 'compiled-validators',
  setup: build => {
    const { absWorkingDir: root = '.' } = build.initialOptions;
    build.onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!usesSchemas.test(source)) return undefined;
      const moduleOf = (name: string) => `${namespace}:${name}:${relative(root, path)}`;
      const contents = rewriteSchemas(source, await exportsOf(path), moduleOf);
      return { contents, loader: 'ts' };
    });
    build.onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => ({
      path: path.slice(namespace.length + 1),
      namespace,
      sideEffects: false,
    }));
    // Its package.json does not say that modules of which nothing is used can be left out.
    build.onResolve({ filter: /^typebox$/, namespace: 'file' }, ({ path }) => ({
      path: fileURLToPath(import.meta.resolve(path)),
      sideEffects: false,
    }));
    build.onLoad({ filter: /./, namespace }, async ({ path }) => {
      const [name = '', place = ''] = path.split(':');
      const file = join(root, place);
      const validator = (await exportsOf(file))[name];
      if (!isDefinition(validator)) throw new Error(`${file}: ${name} is no validator`);
      return { contents: standaloneCode(validator), resolveDir: dirname(file) };
    });
  },
};

function isDefinition(value: unknown): value is Definition {
  return typeof value === 'function' && 'schema' in value && 'options' in value;
}
