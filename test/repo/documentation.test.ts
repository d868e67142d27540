import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { pages } from '../../tools/documentation/pages.ts';
import { commands } from '../../plugins/fleet/commands/index.ts';
import { allFlags } from '../../plugins/fleet/find-command.ts';
import { projectFiles, root, textOf } from './source-files.ts';

const generated = (await pages()).map(({ file, text }) => ({ file: relative(root, file), text }));

test.each(generated)('$file says what the code says (make generate writes it)', ({ file, text }) => {
  expect(textOf(file)).toBe(text);
});

test('every rule has its page, and no page is left of a rule that is gone', () => {
  const rules = projectFiles().flatMap(path => /^policies\/fleet\/rules\/([a-z_]+)\/\1\.rego$/.exec(path)?.[1] ?? []);
  const documented = projectFiles().flatMap(path => /^docs\/reference\/rules\/([a-z-]+)\.md$/.exec(path)?.[1] ?? []);
  expect(documented).toEqual(rules.map(rule => rule.replaceAll('_', '-')));
  expect(rules.length).toBeGreaterThan(2);
});

test('every system has its page, and no page is left of a system that is gone', () => {
  const systems = projectFiles().flatMap(
    path => /^policies\/fleet\/catalogue\/systems\/(\w+)\/data\.yaml$/.exec(path)?.[1] ?? [],
  );
  const documented = projectFiles().flatMap(
    path => /^docs\/reference\/systems\/([a-z0-9-]+)\.md$/.exec(path)?.[1] ?? [],
  );
  expect(documented).toEqual(systems.map(system => system.replaceAll('_', '-')).sort());
  expect(systems.length).toBeGreaterThan(20);
});

test('every command and every flag is documented, and nothing else is', async () => {
  const page = textOf('docs/reference/commands.md');
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([...Object.keys(commands), 'Flags for connections and logins']);
  // The flag of one letter is written with one dash.
  const flags = page.matchAll(/^ +(?:-[A-Za-z], |)(?:--([a-z-]+)|-([a-z]) [A-Z])/gm);
  const named = new Set([...flags].map(([, long, short = '']) => long ?? short));
  expect([...named].sort()).toEqual(Object.keys(await allFlags()).sort());
  expect(named.size).toBeGreaterThan(10);
});
