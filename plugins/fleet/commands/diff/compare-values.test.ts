import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import { compareValues } from './compare-values.ts';
import { meaning, schema } from './diff.fixture.ts';

/** Returns the differences of specs of Deployments. */
function compared(...specs: readonly unknown[]) {
  return compareValues(
    specs.map(spec => ({ spec })),
    schema,
    meaning,
  );
}

const paths = (...specs: readonly unknown[]) => compared(...specs).map(({ path }) => path);
const app = { name: 'app', image: 'cart:1' };
const side = { name: 'side', image: 'side:1' };

test('elements are matched by their keys, in any order', () => {
  expect(paths({ containers: [app, side] }, { containers: [side, app] })).toEqual([]);
  expect(compared({ containers: [app, side] }, { containers: [side, { ...app, image: 'cart:2' }] })).toEqual([
    { path: 'spec.containers[name=app].image', values: ['cart:1', 'cart:2'] },
  ]);
});

test('an element that some lack is one difference', () => {
  expect(compared({ containers: [app, side] }, { containers: [app] }, { containers: [app] })).toEqual([
    { path: 'spec.containers[name=side]', values: [side, undefined, undefined] },
  ]);
});

test('order is a difference where it means something', () => {
  expect(compared({ initContainers: [app, side] }, { initContainers: [side, app] })).toEqual([
    {
      path: 'spec.initContainers (order)',
      values: [
        ['name=app', 'name=side'],
        ['name=side', 'name=app'],
      ],
    },
  ]);
  // The order of the others is the same.
  expect(paths({ initContainers: [app, side] }, { initContainers: [side] })).toEqual(['spec.initContainers[name=app]']);
});

test('a key may have a default, and there may be several keys', () => {
  const ports = (...list: unknown[]) => ({ containers: [{ ...app, ports: list }] });
  expect(paths(ports({ containerPort: 80 }), ports({ containerPort: 80, protocol: 'TCP' }))).toEqual([]);
  expect(
    paths(
      ports({ containerPort: 53, protocol: 'TCP', hostPort: 1 }, { containerPort: 53, protocol: 'UDP', hostPort: 1 }),
      ports({ containerPort: 53, protocol: 'TCP', hostPort: 1 }, { containerPort: 53, protocol: 'UDP', hostPort: 2 }),
    ),
  ).toEqual(['spec.containers[name=app].ports[containerPort=53,protocol=UDP].hostPort']);
});

test.each([
  { of: 'two elements with the same key', list: [app, app] },
  { of: 'an element that is no object', list: ['app', app] },
])('a list with $of is compared by index', ({ list }) => {
  expect(paths({ containers: list }, { containers: [list[0], { ...app, image: 'cart:2' }] })).toEqual([
    'spec.containers[1].image',
  ]);
});

test('a list without keys is compared by index, and an element more is one difference', () => {
  const args = (...list: string[]) => ({ containers: [{ ...app, args: list }] });
  const path = 'spec.containers[name=app].args';
  expect(compared(args('a', 'b'), args('a', 'c'))).toEqual([{ path: `${path}[1]`, values: ['b', 'c'] }]);
  expect(compared(args('a', 'b'), args('new', 'a', 'b'))).toEqual([{ path: `${path}[0]`, values: [undefined, 'new'] }]);
  expect(compared(args('a', 'a'), args('a'))).toEqual([{ path: `${path}[1]`, values: ['a', undefined] }]);
  // Nobody can tell which element is which.
  expect(paths(args('a', 'b', 'c'), args('x', 'c'))).toEqual([path]);
  expect(paths({ rules: [{ a: 1 }, { b: 1 }] }, { rules: [{ a: 2 }] })).toEqual(['spec.rules[0].a', 'spec.rules[1]']);
});

test('a set has no order', () => {
  const object = (...finalizers: string[]) => ({ metadata: { finalizers } });
  expect(compareValues([object('a', 'b'), object('b', 'a')], schema, meaning)).toEqual([]);
  expect(compareValues([object('a'), object('b')], schema, meaning)).toHaveLength(1);
});

test('quantities and durations are compared by their value, other texts by their letters', () => {
  const limits = (cpu: string | number) => ({ containers: [{ ...app, limits: { cpu } }] });
  expect(paths(limits('1000m'), limits('1'), limits(1))).toEqual([]);
  expect(paths(limits('1000m'), limits('1001m'))).toEqual(['spec.containers[name=app].limits.cpu']);
  expect(paths({ timeout: '90s' }, { timeout: '1m30s' })).toEqual([]);
  expect(paths({ timeout: '1' }, { timeout: '1.0' })).toEqual(['spec.timeout']);
  expect(paths({ unknown: '1000m' }, { unknown: '1' })).toEqual(['spec.unknown']);
});

test('a missing field is the same as its default, and null is missing', () => {
  expect(paths({ surge: 1 }, {})).toEqual([]);
  expect(compared({ surge: 2 }, {})).toEqual([{ path: 'spec.surge', values: [2, undefined] }]);
  expect(paths({ paused: null }, {})).toEqual([]);
  // An empty object means something, e.g. emptyDir.
  expect(paths({ emptyDir: {} }, {})).toEqual(['spec.emptyDir']);
});

test('names that are no plain words stand in quotes', () => {
  const object = (value: string) => ({ metadata: { annotations: { "example.com/it's": value } } });
  expect(compareValues([object('a'), object('b')], schema, meaning)).toEqual([
    { path: "metadata.annotations['example.com/it\\'s']", values: ['a', 'b'] },
  ]);
});

test('without a schema lists are compared by index', () => {
  const objects = [{ containers: [app, side] }, { containers: [app, { ...side, image: 'side:2' }] }];
  expect(compareValues(objects, [], meaning)).toEqual([{ path: 'containers[1].image', values: ['side:1', 'side:2'] }]);
});

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const json = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
  ),
})).value;

test('an object does not differ from itself', () => {
  fc.assert(
    fc.property(json, value => {
      expect(compareValues([value, structuredClone(value), value], schema, meaning)).toEqual([]);
    }),
  );
});

test('a changed value is exactly one difference, which has both values', () => {
  fc.assert(
    fc.property(json, fc.nat(), (value, which) => {
      const leaves = leavesOf(value);
      const path = leaves[which % leaves.length] ?? [];
      const changed = withLeaf(value, path, 'another value that no generator makes');
      const differences = compareValues([value, changed, value], [], meaning);
      expect(differences).toHaveLength(1);
      expect(differences[0]?.values).toEqual([
        at(value, path),
        'another value that no generator makes',
        at(value, path),
      ]);
    }),
  );
});

type Step = string | number;

function leavesOf(value: unknown, path: Step[] = []): Step[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (!isRecord(value)) return [path];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

function at(value: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isRecord(inner) ? inner[String(key)] : undefined;
  }, value);
}

function withLeaf(value: unknown, [key, ...rest]: readonly Step[], leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? withLeaf(item, rest, leaf) : item));
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, name === key ? withLeaf(item, rest, leaf) : item]),
      )
    : value;
}
