package fleet.gitops.sources.values_test

import data.fleet.gitops.sources.values

_found(files) := {
	"source": {"files": files},
	"rendering": {"repository": ["repoURL"], "name": ["ref"]},
	"reading": {
		"words": {"value_files": ["files"], "sources": [], "source_lists": [["sources"]]},
		"kind": {"spec": ["spec"]},
		"spec": {"sources": [{"repoURL": "https://example.org/a"}, {"repoURL": "https://example.org/b", "ref": "values"}]},
	},
}

test_files_of_the_same_repository if {
	values.files(_found(["a.yaml", "/b/*.yaml"])) == [
		{"path": "a.yaml", "repository": "", "fromRoot": false},
		{"path": "/b/*.yaml", "repository": "", "fromRoot": false},
	]
	found := object.union(_found(["a.yaml"]), {"rendering": {"helm": {"from_root": true}}})
	values.files(found) == [{"path": "a.yaml", "repository": "", "fromRoot": true}]
}

test_files_of_another_source if {
	found := _found(["$values/prod/a.yaml"])
	values.files(found) == [{"path": "prod/a.yaml", "repository": "https://example.org/b", "fromRoot": true}]
	values.unknown(found) == []
}

test_what_is_in_a_file_cannot_always_be_told if {
	every file, reason in {
		"{{name}}.yaml": "is templated",
		"a/$NAME.yaml": "is templated",
		"${NAME}.yaml": "is templated",
		"$values/$NAME.yaml": "is templated",
		"https://example.org/a.yaml": "is fetched from an address",
		"$other/a.yaml": "is that of a source that is not named",
	} {
		values.unknown(_found([file, "a.yaml"])) == [concat(" ", ["its value file", file, reason])]
	}
}

test_without_files_there_is_nothing_to_tell if {
	found := object.union(_found([]), {"source": {}})
	values.files({"source": {}, "reading": found.reading, "rendering": found.rendering}) == []
	values.unknown({"source": {}, "reading": found.reading, "rendering": found.rendering}) == []
}
