package fleet.objects.paths_test

import data.fleet.objects.paths

test_element_and_entry if {
	paths.indexed("spec.tolerations", 10) == "spec.tolerations[10]"
	paths.keyed("metadata.labels", "example.org/a") == "metadata.labels[example.org/a]"
}

test_paths_inside_of_each_other if {
	paths.joined(["spec", "", "template"]) == "spec.template"
	paths.joined(["", ""]) == ""
}

test_steps if {
	paths.of(["spec", "tasks", 1, "template"]) == "spec.tasks[1].template"
	paths.of([]) == ""
}
