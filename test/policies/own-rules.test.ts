import { cp, readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findsPods, startWorkplace, type Workplace } from './own-rules.fixture.ts';

const examples = fileURLToPath(new URL('../../docs/guides/own-rules', import.meta.url));
let workplace: Workplace;
beforeEach(async () => {
  workplace = await startWorkplace();
  onTestFinished(workplace.end);
});

const copyExamples = (folder: string) => cp(examples, join(workplace.folder, folder), { recursive: true });
const example = 'rules/own_no_latest_tag';

test('the example rule is built into a bundle, by which lint judges beside ours', async () => {
  await workplace.put(
    'deploy/web.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{image: web}]}\n',
  );
  await workplace.put(
    'deploy/db.yaml',
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, labels: {kubefed.io/managed: "true"}}\n',
  );
  await copyExamples('rules');
  const built = await workplace.fleet(['policy', 'build', 'rules']);
  expect(built.stderr).toMatch(
    /^wrote bundle\.tar\.gz \(\d+ KiB\): own-no-latest-tag, and the \d+ rules of kubectl fleet\n$/,
  );
  expect([built.stdout, built.exitCode]).toEqual(['', 0]);
  const { stdout, exitCode } = await workplace.fleet(['lint', '--bundle', 'bundle.tar.gz', 'deploy', '-o', 'json']);
  const report: unknown = JSON.parse(stdout);
  expect(report).toMatchObject({
    summary: { objects: 2, deny: 2 },
    findings: [
      { rule: 'no-federated-stateful', source: { file: 'deploy/db.yaml' } },
      {
        rule: 'own-no-latest-tag',
        action: 'deny',
        path: 'spec.containers[0].image',
        message: 'Pod x runs web, which may be another image tomorrow.',
        doc: 'https://example.com/rules/no-latest-tag',
        source: { file: 'deploy/web.yaml' },
      },
    ],
  });
  expect(exitCode).toBe(1);
});

test('the page of an own rule is made of its words and samples, by its bundle alone', async () => {
  await copyExamples('rules');
  await workplace.fleet(['policy', 'build', 'rules']);
  const { stdout, exitCode } = await workplace.fleet(['explain', 'own-no-latest-tag', '--bundle', 'bundle.tar.gz']);
  expect(stdout).toContain('Refused\n  A Deployment that runs whatever is the latest.\n\n  apiVersion: apps/v1\n');
  expect(stdout).toContain('page           https://example.com/rules/no-latest-tag\n');
  expect(exitCode).toBe(0);
  const without = await workplace.fleet(['explain', 'own-no-latest-tag']);
  expect(without.stderr).toContain('--bundle FILE');
  expect(without.exitCode).toBe(2);
});

test('the same rules make the same bytes, wherever and however old they are', async () => {
  await copyExamples('rules');
  await copyExamples('elsewhere/mine');
  await utimes(join(workplace.folder, `${example}/own_no_latest_tag.rego`), 0, 0);
  await workplace.fleet(['policy', 'build', 'rules', '-o', 'one.tar.gz']);
  await workplace.fleet(['policy', 'build', 'elsewhere/mine/', '-o', 'two.tar.gz']);
  const [one, two] = await Promise.all(
    ['one.tar.gz', 'two.tar.gz'].map(file => readFile(join(workplace.folder, file))),
  );
  expect(one?.length).toBeGreaterThan(50_000);
  expect(two && one?.equals(two)).toBe(true);
});

test('tests and samples of the example rule pass', async () => {
  await copyExamples('rules');
  expect(await workplace.fleet(['policy', 'test', 'rules'])).toEqual({
    stdout: 'ok    own-no-latest-tag: 3 tests, 5 samples\n',
    stderr: '1 rule, 0 problems\n',
    exitCode: 0,
  });
});

test('what fails is told by file, and so is that nothing was tested', async () => {
  await copyExamples('rules');
  const failing =
    'package fleet.rules.own_no_latest_tag_test\n\nimport data.fleet.rules.own_no_latest_tag as rule\n\ntest_it if rule.words.title == "X"\n';
  await workplace.put(`${example}/own_no_latest_tag_test.rego`, failing);
  await workplace.put(
    `${example}/samples/allow_latest.yaml`,
    await readFile(join(workplace.folder, `${example}/samples/deny_latest.yaml`), 'utf8'),
  );
  await workplace.put(`${example}/samples/deny_it.yaml`, 'object: {}\n');
  await workplace.putRule('own_no_pods', findsPods);
  expect(await workplace.fleet(['policy', 'test', 'rules'])).toEqual({
    stdout: `FAIL  own-no-latest-tag: 1 test, 7 samples
      ${example}/own_no_latest_tag_test.rego:5: test_it failed
      ${example}/samples/allow_latest.yaml: the verdict is deny, not allow
      ${example}/samples/deny_it.yaml: object must have required property 'apiVersion'
FAIL  own-no-pods: 0 tests, 0 samples
      rules/own_no_pods/ has neither tests nor samples
`,
    stderr: '2 rules, 4 problems\n',
    exitCode: 1,
  });
});

test('a folder may have any name', async () => {
  await copyExamples('my "$& rules');
  await workplace.put('my "$& rules/own_no_latest_tag/samples/deny_it.yaml', 'object: {}\n');
  expect(await workplace.fleet(['policy', 'test', 'my "$& rules'])).toEqual({
    stdout: `FAIL  own-no-latest-tag: 3 tests, 6 samples
      my "$& rules/own_no_latest_tag/samples/deny_it.yaml: object must have required property 'apiVersion'
`,
    stderr: '1 rule, 1 problem\n',
    exitCode: 1,
  });
});

test('where there is no opa it is said how to get one', async () => {
  await workplace.putRule('own_no_pods', findsPods);
  const { stderr, exitCode } = await workplace.fleet(['policy', 'build', 'rules'], {
    HOME: workplace.folder,
    PATH: '',
  });
  expect(stderr).toBe(
    'error: opa 1.22 or newer is needed, and it is neither in $KUBEBUILDER_ASSETS nor on $PATH. Install it with your ' +
      'package manager (brew install opa), or: go install github.com/open-policy-agent/opa@v1.22.2\n',
  );
  expect(exitCode).toBe(2);
});

test('a rule is started without opa, and passes as it is', async () => {
  const started = await workplace.fleet(['policy', 'new', 'no-pods', 'mine'], { PATH: '' });
  expect(started.stderr).toBe('Fill in what says TODO, then: kubectl fleet policy test mine\n');
  expect(started.stdout.split('\n')[0]).toBe('mine/own_no_pods/own_no_pods.rego');
  expect(await workplace.fleet(['policy', 'test', 'mine'])).toMatchObject({
    stdout: 'ok    own-no-pods: 3 tests, 4 samples\n',
    exitCode: 0,
  });
});

test('where a rule cannot be started it is said why, and nothing is written', async () => {
  await workplace.put('rules', 'a file');
  expect(await workplace.fleet(['policy', 'new', 'no-pods'])).toEqual({
    stdout: '',
    stderr: 'error: rules cannot be written: file already exists\n',
    exitCode: 2,
  });
  expect((await workplace.fleet(['policy', 'new'])).stderr).toBe(
    'error: policy new needs a NAME for the rule, e.g. no-latest-tag\nSee "kubectl fleet policy new --help".\n',
  );
  expect(await readdir(workplace.folder)).toEqual(['rules']);
});

test('a bundle that cannot be written is told, and nothing half is left', async () => {
  await workplace.putRule('own_no_pods', findsPods);
  const { stderr, exitCode } = await workplace.fleet(['policy', 'build', 'rules', '-o', 'rules']);
  expect([stderr, exitCode]).toEqual(['error: rules cannot be written: illegal operation on a directory\n', 2]);
  expect(await readdir(workplace.folder)).toEqual(['rules']);
});
