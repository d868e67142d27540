import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { projectFiles, textOf } from './source-files.ts';

const makefile = textOf('Makefile');
const targets = [...makefile.matchAll(/^([a-z-]+):/gm)].map(([, name = '']) => name);
const described = [...makefile.matchAll(/^([a-z-]+):.*## /gm)].map(([, name = '']) => name);
const files = projectFiles();
const pages = files.filter(path => path.endsWith('.md'));
const workflows = files.filter(path => path.startsWith('.github/workflows/'));

test('every make command in a page or a workflow is a target of the Makefile', () => {
  const named = [...workflows, ...pages].flatMap(page =>
    [...textOf(page).matchAll(/`?\bmake ([a-z][a-z-]+)\b(?=[`\s]*(?:`|#|&|$))/gm)].map(([, target = '']) => ({
      page,
      target,
    })),
  );
  expect(named.filter(({ target }) => !targets.includes(target))).toEqual([]);
  expect(named.length).toBeGreaterThan(8);
});

test('make help lists every target that a person would call', () => {
  expect(described).toEqual(targets.filter(target => target !== 'node_modules'));
  expect(described.length).toBeGreaterThan(8);
});

test('every npm script that the Makefile, a workflow or a page calls is in package.json', () => {
  const scripts = Object.keys(manifest.scripts);
  const called = ['Makefile', ...workflows, ...pages].flatMap(file =>
    [...textOf(file).matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, script = '']) => ({ file, script })),
  );
  expect(called.filter(({ script }) => !scripts.includes(script))).toEqual([]);
  expect(called.length).toBeGreaterThan(8);
});
