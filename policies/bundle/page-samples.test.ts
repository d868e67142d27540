import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pageSamples } from './page-samples.ts';

test('of each verdict the first sample that holds an object is kept, with all of its text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-samples-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const samples = join(folder, 'no_pets/samples');
  await mkdir(samples, { recursive: true });
  const text = '# A pet.\nobject: { kind: Pet }\n';
  const files = {
    'allow_a.yaml': text,
    'deny_a.yaml': 'object: [',
    'deny_b.yaml': 'kind: Pet\n',
    'deny_c.yaml': text,
    'deny_d.yaml': text,
  };
  await Promise.all(Object.entries(files).map(([file, content]) => writeFile(join(samples, file), content)));
  expect(pageSamples(folder, ['no_pets', 'no_cats'])).toEqual({
    no_pets: [
      { name: 'allow_a.yaml', text },
      { name: 'deny_c.yaml', text },
    ],
    no_cats: [],
  });
});
