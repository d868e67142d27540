/**
 * Returns the texts of a new rule by their paths in its folder: rule, test and samples, which pass
 * every check.
 */
export function ruleTexts(name: string): Record<string, string> {
  return {
    [`${name}.rego`]: `# METADATA
# title: TODO what the rule forbids, in a few words
# description: TODO one sentence on what it speaks of.
# custom:
#   action: warn
#   severity: medium
#   antipattern: TODO
#   why: TODO why it hurts a fleet
#   fix: TODO what to do instead
#   needs: [object]
#   misses:
#   - TODO what a reader may expect it to see and it does not
package fleet.rules.${name}

import data.fleet.objects

words := rego.metadata.chain()[1].annotations

violations contains {"path": "spec.todo", "message": message} if {
	objects.type_of(input.object) == "apps/Deployment"
	input.object.spec.todo
	message := concat("", [objects.title(input.object), " TODO a whole sentence that says what was seen."])
}
`,
    [`${name}_test.rego`]: `package fleet.rules.${name}_test

import data.fleet.rules.${name} as rule

_deployment := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": {"todo": true},
}

test_deployment_with_it if {
	rule.violations == {{
		"path": "spec.todo",
		"message": "Deployment shop/web TODO a whole sentence that says what was seen.",
	}} with input.object as _deployment
}

test_deployment_without_it if rule.violations == set() with input.object as object.union(_deployment, {"spec": {"todo": false}})

test_what_is_no_deployment if {
	rule.violations == set() with input.object as object.union(_deployment, {"kind": "StatefulSet"})
}
`,
    ...Object.fromEntries(
      samples.map(({ file, shows, apiVersion, kind, todo }) => [
        `samples/${file}`,
        `# TODO ${shows}\nobject:\n  apiVersion: ${apiVersion}\n  kind: ${kind}\n  metadata: { name: web, namespace: shop }\n  spec: { todo: ${todo} }\n`,
      ]),
    ),
  };
}

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };

/** Samples: one with a finding, and three similar ones without. */
const samples = [
  { file: 'warn_todo.yaml', shows: 'A Deployment that has it.', ...deployment, todo: 'true' },
  { file: 'allow_without.yaml', shows: 'A Deployment that does not have it.', ...deployment, todo: 'false' },
  {
    file: 'allow_other_kind.yaml',
    shows: 'Another kind that has it.',
    ...deployment,
    kind: 'StatefulSet',
    todo: 'true',
  },
  {
    file: 'allow_other_group.yaml',
    shows: 'The same kind of another group.',
    ...deployment,
    apiVersion: 'example.com/v1',
    todo: 'true',
  },
];
