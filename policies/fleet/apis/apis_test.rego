package fleet.apis_test

import data.fleet.apis

test_minor_of_versions_as_clusters_write_them if {
	every version, minor in {
		"v1.37.2": 37, "v1.36.3+k3s1": 36, "v1.28.5-gke.100": 28, "v1.30+": 30,
		"v1.31.4-eks-2d5f260": 31, "v1.29.10+rke2r1": 29, "v1.37.0-beta.0": 37, "1.36": 36, "1.19.16": 19,
	} {
		apis.minor(version) == minor
	}
}

test_what_is_no_version_has_no_minor if {
	every version in ["", "v1", "latest", "v2.3.1", "1.x"] {
		not apis.minor(version)
	}
}

test_kind_and_version_are_looked_up_together if {
	apis.served({"apiVersion": "batch/v1beta1", "kind": "CronJob"}) == {"removed": 25, "instead": "batch/v1", "since": 21}
	not apis.served({"apiVersion": "batch/v1", "kind": "Job"})
	not apis.served({"apiVersion": "stable.example.com/v1beta1", "kind": "CronJob"})
}

test_what_was_removed_says_what_to_do if {
	every kinds in data.fleet.apis.versions {
		every api in kinds {
			_is_complete(api)
		}
	}
}

_is_complete(api) if api.fix

_is_complete(api) if api.since <= api.removed

_is_complete(api) if {
	api.introduced
	not api.removed
}

test_what_takes_its_place_is_not_removed_itself if {
	removed := {type |
		some kinds in data.fleet.apis.versions
		some kind, api in kinds
		type := [api.instead, kind]
		data.fleet.apis.versions[api.instead][kind].removed
	}
	removed == set()
}
