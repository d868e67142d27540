import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { file, tableText } from '../../tools/apis/text.ts';
import { kubernetes } from '../../tools/apis/modules.ts';
import { missingProgram } from '../../tools/binaries/missing-program.ts';
import { controlPlanes } from '../../tools/binaries/tools.ts';

const missing = await missingProgram({ go: 'golang-go' });

test.skipIf(missing !== undefined)(
  `the table of API versions is as \`make apis\` writes it ${missing ?? ''}`.trim(),
  async () => {
    expect(await readFile(file, 'utf8')).toBe(await tableText());
  },
);

test('the table is made of the newest Kubernetes that tests start', () => {
  const [newest] = Object.values(controlPlanes).map(({ apiserver }) => apiserver.version);
  expect(newest).toBe(`v1.${kubernetes.minor}.${kubernetes.patch}`);
});
