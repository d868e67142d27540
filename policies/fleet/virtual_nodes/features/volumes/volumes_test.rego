package fleet.virtual_nodes.features.volumes_test

import data.fleet.virtual_nodes.features.volumes

_uses(feature, spec) := volumes.uses(feature, _workload({"kind": "Deployment"}, spec))

_workload(manifest, spec) := {"manifest": manifest, "template": {"spec": spec}, "pod": {"at": ["spec", "template"]}}

_use(path, says, value) := {"path": concat("", ["spec.template.spec.", path]), "says": says, "value": value}

_volume(volume) := {"volumes": [object.union({"name": "data"}, volume)]}

_used(feature, spec) if count(_uses(feature, spec)) > 0

test_volumes if {
	_uses("host-path", _volume({"hostPath": {"path": "/"}})) == [_use("volumes[0].hostPath", "volume data", "")]
	_uses("claim", _volume({"persistentVolumeClaim": {"claimName": "data"}})) == [_use(
		"volumes[0].persistentVolumeClaim",
		"volume data", "",
	)]
	_uses("csi-volume", _volume({"csi": {"driver": "disk.example.com"}})) == [_use(
		"volumes[0].csi",
		"volume data", "disk.example.com",
	)]
	every feature in ["host-path", "claim", "claim-template", "csi-volume", "downward-api-volume"] {
		not _used(feature, _volume({"emptyDir": {}}))
	}
}

_from_claim(claim) := _volume({"ephemeral": {"volumeClaimTemplate": {"spec": claim}}})

test_volumes_from_claim_templates_of_the_pod if {
	path := "volumes[0].ephemeral"
	_uses("claim-template", _from_claim({"storageClassName": "gp3"})) == [_use(path, "volume data", "dynamic")]
	_uses("claim-template", _from_claim({"volumeName": ""})) == [_use(path, "volume data", "dynamic")]
	_uses("claim-template", _from_claim({"volumeName": "disk"})) == [_use(path, "volume data", "static")]
	_uses("claim-template", _from_claim({"selector": {}})) == [_use(path, "volume data", "static")]
	_uses("claim-template", _from_claim({"storageClassName": ""})) == [_use(path, "volume data", "static")]
}

test_volumes_from_claim_templates_of_the_workload if {
	stateful_set := {"kind": "StatefulSet", "spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {}}]}}
	volumes.uses("claim-template", _workload(stateful_set, {})) == [{
		"path": "spec.volumeClaimTemplates[0]", "says": "claim template data", "value": "dynamic",
	}]
}

test_fields_in_volumes if {
	items := [
		{"path": "name", "fieldRef": {"fieldPath": "metadata.name"}},
		{"path": "cpu", "resourceFieldRef": {"resource": "limits.cpu"}},
	]
	_uses("downward-api-volume", _volume({"downwardAPI": {"items": items}})) == [
		_use("volumes[0].downwardAPI.items[0]", "volume data", "metadata.name"),
		_use("volumes[0].downwardAPI.items[1]", "volume data", "limits.cpu"),
	]
	_uses("downward-api-volume", _volume({"projected": {"sources": [{"secret": {}}, {"downwardAPI": {"items": items}}]}})) == [
		_use("volumes[0].projected.sources[1].downwardAPI.items[0]", "volume data", "metadata.name"),
		_use("volumes[0].projected.sources[1].downwardAPI.items[1]", "volume data", "limits.cpu"),
	]
}

test_volumes_of_other_types if {
	_uses("volume", _volume({"nfs": {"server": "files", "path": "/"}})) == [_use("volumes[0].nfs", "volume data", "nfs")]
	every type in ["configMap", "emptyDir", "iscsi"] {
		_used("volume", _volume({type: {}}))
	}
	every type in ["hostPath", "persistentVolumeClaim", "ephemeral", "csi"] {
		not _used("volume", _volume({type: {}}))
	}
}
