import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { everyError, validatorOf, type Validator } from '../../kubernetes/schema/validator.ts';
import { exportsOf } from './exports-of.ts';
import { rewriteSchemas } from './rewrite.ts';
import { standaloneCode } from './standalone.ts';

const moduleOf = (name: string) => `validator:${name}`;

test('a validator is imported, an exported schema is JSON, and other schemas can be left out', () => {
  const source = [
    `import { Type } from 'typebox';`,
    `import { validatorOf } from '../schema/validator.ts';`,
    `const Name = Type.String();`,
    `export const Pod = Type.Object({ name: Name });`,
    `export const isPod = validatorOf(Pod);`,
    `export const limit = 3;`,
  ];
  const schema = { type: 'object' };
  expect(rewriteSchemas(source.join('\n'), { Pod: schema, limit: 3 }, moduleOf).split('\n')).toEqual([
    `import { Type } from 'typebox';`,
    ``,
    `const Name = /* @__PURE__ */ (() => (Type.String()))();`,
    `export const Pod = {"type":"object"};`,
    `import isPod from "validator:isPod"; export { isPod };`,
    `export const limit = 3;`,
  ]);
});

test.each(['const isPod = validatorOf(Pod);', 'export function f() {\n  return validatorOf(Pod);\n}'])(
  'the build cannot compile %j',
  source => {
    expect(() => rewriteSchemas(source, {}, moduleOf)).toThrow('has to be an exported constant');
  },
);

test.each([{}, everyError, { useDefaults: true }])('generated code finds what ajv finds, with %j', async options => {
  const schema = Type.Object({ a: Type.String({ default: '' }), b: Type.Array(Type.Integer()), c: Type.Enum(['x']) });
  const fromSource = validatorOf(schema, options);
  const code = standaloneCode({ schema, options });
  const { default: generated } = await exportsOf(`data:text/javascript,${encodeURIComponent(code)}`);
  if (!isValidator(generated)) throw new Error('the code exports no validator');
  for (const make of [() => ({ a: 'a', b: [1], c: 'x' }), () => ({ b: ['1', 2.5], c: 'y' }), () => [], () => null]) {
    const [one, other] = [make(), make()];
    expect(generated(one)).toBe(fromSource(other));
    expect(generated.errors).toEqual(fromSource.errors);
    expect(one).toEqual(other);
  }
});

function isValidator(value: unknown): value is Validator<unknown> {
  return typeof value === 'function';
}
