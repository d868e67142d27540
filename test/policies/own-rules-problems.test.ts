import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findsPods, ruleText, startWorkplace, wholeMetadata, type Workplace } from './own-rules.fixture.ts';

let workplace: Workplace;
beforeEach(async () => {
  workplace = await startWorkplace();
  onTestFinished(workplace.end);
});

const file = 'rules/own_no_pods/own_no_pods.rego';
const notGiven = 'cannot be called in a rule: it has no network and no clock (the time is input.now)';
const aSet = 'violations contains {"path": ..., "message": ...} if { ... }';
const refused: [string, string, string, string?][] = [
  [
    'a rule that calls what is not there',
    'violations contains {"path": "a", "message": http.send({"url": "x"}).body} if {\n\ttime.now_ns() > 1\n}',
    `${file}:18: http.send ${notGiven}\n${file}:19: time.now_ns ${notGiven}`,
  ],
  [
    'a function that only opa itself has',
    'violations contains {"path": "a", "message": crypto.sha256("a")}',
    `${file}:18: crypto.sha256 cannot be called in a rule`,
  ],
  ['Rego that is none', 'violations contains {"path"} {', `${file}:19: unexpected eof token`],
  ['a name that is none', 'violations contains nope(1)', `${file}:18: rego_type_error: undefined function nope`],
  [
    'half of the metadata',
    findsPods,
    `${file}:6: custom.action is "refuse" and has to be one of deny, warn, audit
${file}:12: the metadata lacks a line: # title: TODO
${file}:12: the metadata lacks a line: #   why: TODO`,
    wholeMetadata
      .replace('#   why: there is a reason\n', '')
      .replace('# title: A rule\n', '')
      .replace('action: deny', 'action: refuse'),
  ],
  [
    'metadata that is no YAML',
    findsPods,
    `${file}:2: yaml: mapping values are not allowed in this context (in metadata a text with ": " in it needs quotes)`,
    wholeMetadata.replace('title: A rule', 'title: A rule: mine'),
  ],
  [
    'violations under another name',
    findsPods.replace('violations', 'violation'),
    `${file}:14: it lacks the rule: ${aSet}`,
  ],
  [
    'violations that are no set',
    'violations := [{"path": "spec", "message": "It is a Pod."}]',
    `${file}:18: violations has to be a set: ${aSet}`,
  ],
];

test('a test that does not compile is an error', async () => {
  await workplace.putRule('own_no_pods', findsPods);
  await workplace.put(
    'rules/own_no_pods/own_no_pods_test.rego',
    'package fleet.rules.own_no_pods_test\n\ntest_it if nope(1)\n',
  );
  expect(await workplace.fleet(['policy', 'test', 'rules'])).toEqual({
    stdout: '',
    stderr: 'error: rules/own_no_pods/own_no_pods_test.rego:3: rego_type_error: undefined function nope\n',
    exitCode: 2,
  });
});

test.each(refused)('%s is refused with its place', async (_what, body, words, metadata) => {
  await workplace.putRule('own_no_pods', body, metadata);
  expect(await workplace.fleet(['policy', 'build', 'rules'])).toEqual({
    stdout: '',
    stderr: `error: ${words}\n`,
    exitCode: 2,
  });
});

test('a rule without metadata is told all of its lines, and with them it can be built', async () => {
  await workplace.putRule('own_no_pods', findsPods, '');
  const { stderr, exitCode } = await workplace.fleet(['policy', 'build', 'rules']);
  const [first, ...lines] = stderr.trimEnd().split('\n');
  expect([first, exitCode]).toEqual([`error: ${file}:1: it lacks metadata above its package:`, 2]);
  await workplace.putRule('own_no_pods', findsPods, `${lines.map(line => line.replace(/^ {4}/, '')).join('\n')}\n`);
  expect(await workplace.fleet(['policy', 'build', 'rules'])).toMatchObject({ exitCode: 0 });
});

test('all that is wrong is told at once, of every rule', async () => {
  await workplace.put(
    'rules/no-cats/no-cats.rego',
    ruleText('own_no_cats', 'violations contains {"path": time.now_ns()}', ''),
  );
  await workplace.put('rules/no_dogs.rego', '');
  await workplace.putRule('own_a', `${findsPods}\n\n_any if nope(input)`, '');
  await workplace.putRule('own_b', 'violations contains {"path"} {');
  await workplace.put('rules/own_b/samples/refuse_it.yaml', 'object: {apiVersion: v1, kind: Pod, metadata: {}}\n');
  await workplace.put('rules/own_c/own_c.rego', 'package fleet.verdict\n\ndefault allowed := true\n');
  await workplace.putRule('own_d', findsPods);
  await workplace.put('rules/own_d/own_d_test.rego', 'package fleet.rules.own_d_test\n\ntest_it if missing(1)\n');
  const { stdout, stderr, exitCode } = await workplace.fleet(['policy', 'test', 'rules']);
  const lines = stderr.split('\n').filter(line => !line.startsWith('    #'));
  expect({ stdout, lines, exitCode }).toEqual({
    stdout: '',
    lines: [
      "error: rules/no-cats: a rule's folder has a name such as own_no_cats (a-z, 0-9, _; not ending in _test)",
      'rules/no-cats: its rule has to be in own_no_cats.rego',
      'rules/no-cats/no-cats.rego:1: it lacks metadata above its package:',
      `rules/no-cats/no-cats.rego:5: time.now_ns ${notGiven}`,
      'rules/no_dogs.rego: a rule has a folder of its own, <name>/<name>.rego',
      'rules/own_a/own_a.rego:1: it lacks metadata above its package:',
      'rules/own_a/own_a.rego:7: rego_type_error: undefined function nope',
      'rules/own_b/own_b.rego:19: unexpected eof token',
      "rules/own_b/samples/refuse_it.yaml: a sample's name starts with allow_, warn_, audit_, deny_",
      'rules/own_c/own_c.rego:1: its package is fleet.verdict and has to be fleet.rules.own_c',
      'rules/own_c/own_c.rego:1: it lacks metadata above its package:',
      'rules/own_c/own_c.rego:1: it lacks the line: words := rego.metadata.chain()[1].annotations',
      `rules/own_c/own_c.rego:1: it lacks the rule: ${aSet}`,
      'rules/own_d/own_d_test.rego:3: rego_type_error: undefined function missing',
      '',
    ],
    exitCode: 2,
  });
});

test('a rule of kubectl fleet cannot be replaced', async () => {
  await workplace.put(
    'rules/ownership_required/own_ownership_required.rego',
    ruleText('own_ownership_required', findsPods),
  );
  expect((await workplace.fleet(['policy', 'build', 'rules'])).stderr).toBe(
    'error: rules/ownership_required: ownership-required is a rule of kubectl fleet; ' +
      'give yours another name (settings change what ours does)\n',
  );
});
