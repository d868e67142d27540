package fleet.gitops.sources.charts_test

import data.fleet.gitops.sources.charts

_words := {
	"release": ["releaseName"], "values": ["values"], "values_object": ["valuesObject"], "parameters": ["parameters"],
	"text": "forceString", "ignore_missing": ["ignore"], "kube_version": ["kube"], "api_versions": ["apis"], "skip_schema": ["skip"],
}

_told(source, more) := charts.options({
	"manifest": {"metadata": {"name": "cart"}},
	"rendering": {"helm": object.union(_words, more)},
	"reading": {"words": {"value_files": ["files"], "namespace": ["namespace"]}, "spec": source},
	"source": source,
})

test_what_helm_is_told if {
	source := {
		"releaseName": "shop-cart", "files": ["prod.yaml"], "ignore": true, "values": "replicas: 3\n",
		"parameters": [{"name": "tag", "value": "1.0", "forceString": true}, {"name": "replicas", "value": "3"}],
		"kube": "1.30.0", "apis": ["example.org/v1"], "skip": true,
	}
	_told(source, {}) == {
		"release": "shop-cart", "valueFiles": [{"path": "prod.yaml", "repository": "", "fromRoot": false}],
		"ignoreMissing": true, "values": "replicas: 3\n",
		"parameters": [
			{"name": "tag", "value": "1.0", "isText": true},
			{"name": "replicas", "value": "3", "isText": false},
		],
		"kubeVersion": "1.30.0", "apiVersions": ["example.org/v1"], "skipSchema": true,
	}
}

test_values_as_an_object_come_first if {
	_told({"values": "replicas: 3", "valuesObject": {"replicas": 5}}, {}).values == `{"replicas":5}`
	_told({}, {}).values == ""
}

test_name_of_a_release if {
	_told({"namespace": "shop"}, {}).release == "cart"
	_told({"namespace": "shop"}, {"release_after_namespace": true}).release == "shop-cart"
	_told({}, {"release_after_namespace": true}).release == "cart"
}
