import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { run } from '../../program.ts';

const policyFolder = new URL('../../../../dist/', import.meta.url);

/** Returns the output of `explain` for some words, on a terminal of this width. */
async function explained(
  words: readonly string[],
  flags: readonly string[] = [],
  columns?: number,
  folder = policyFolder,
) {
  const out: string[] = [];
  const exitCode = await run(['explain', ...words, ...flags], 'kubectl fleet', {
    stdout: line => void out.push(line),
    stderr: () => undefined,
    progress: () => undefined,
    stdin: Readable.from([]),
    terminal: { stdin: false, width: columns },
    env: {},
    workingDirectory: '/',
    policyFolder: folder,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-31T12:00:00Z'),
  });
  expect(exitCode).toBe(0);
  return out.join('\n');
}

const widest = (text: string) => Math.max(...text.split('\n').map(({ length }) => length));

test('a page is as wide as the terminal, and has 80 columns where there is none', async () => {
  expect(widest(await explained(['virtual', 'node'], [], 60))).toBeLessThanOrEqual(60);
  const usual = await explained(['pattern']);
  expect(widest(usual)).toBeLessThanOrEqual(80);
  expect(widest(usual)).toBeGreaterThan(60);
  expect(widest(await explained(['pattern'], [], 0))).toBeLessThanOrEqual(40);
  expect(widest(await explained(['pattern'], [], 200))).toBeGreaterThan(80);
});

test('every format tells the same page', async () => {
  expect(await explained(['mark'])).toMatch(/^mark\n\n {2}Label, annotation, /);
  expect(await explained(['mark'], ['--output=markdown'])).toMatch(/^# mark\n\nLabel, annotation, /);
  expect(JSON.parse(await explained(['mark'], ['--output=json']))).toMatchObject({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'Page',
    name: 'mark',
  });
  expect(await explained(['mark'], ['--output=yaml'])).toContain('kind: Page\nname: mark\n');
});

test('a format that there is not is refused', async () => {
  await expect(explained(['mark'], ['--output=sarif'])).rejects.toThrow('unknown output format "sarif"');
});
