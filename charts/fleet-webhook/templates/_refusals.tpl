{{/* Reasons why these values must not be installed, one a line. Lists all reasons at once, so
     that one attempt shows them. */}}
{{- define "fleet-webhook.refusals" -}}
{{ include "fleet-webhook.incomplete" . }}
{{ include "fleet-webhook.deadlocks" . }}
{{- end -}}

{{- define "fleet-webhook.incomplete" -}}
{{- $values := .Values -}}
{{- if not $values.cluster.name }}
cluster.name is empty: give the name by which this cluster is known in its fleet
{{- end }}
{{- if and $values.bundle.configMap $values.bundle.secret }}
bundle.configMap and bundle.secret are both set: the webhook judges by one bundle
{{- end }}
{{- with $values.bundle.signature }}
{{- if and .keys (eq (empty .configMap) (empty .secret)) }}
bundle.signature.keys lie in one place: set bundle.signature.configMap or bundle.signature.secret
{{- end }}
{{- if and .keys (not (or $values.bundle.configMap $values.bundle.secret)) }}
bundle.signature.keys are set without a bundle: set bundle.configMap or bundle.secret
{{- end }}
{{- end }}
{{- with $values.callers }}
{{- if and .clientCA.configMap .clientCA.secret }}
callers.clientCA.configMap and callers.clientCA.secret are both set: the webhook takes authorities from one place
{{- end }}
{{- if and .names (not (include "fleet-webhook.asksWho" $)) }}
callers.names are set without callers.clientCA or callers.tokens.issuer: nobody would be asked for a proof
{{- end }}
{{- if and .tokens.audience (not .tokens.issuer) }}
callers.tokens.audience is set without callers.tokens.issuer: no token would be believed
{{- end }}
{{- end }}
{{- if and (eq $values.part "server") (not $values.kubeconfig.secretName) }}
part is server without kubeconfig.secretName: the webhook would not know which API server it guards
{{- end }}
{{- if and (eq $values.part "registration") (not $values.webhooks.url) }}
part is registration without webhooks.url: the API server cannot reach a Service of another cluster
{{- end }}
{{- if and $values.webhooks.url (not (hasPrefix "https://" $values.webhooks.url)) }}
webhooks.url does not start with https://: an API server calls nothing else
{{- end }}
{{- if and (eq $values.certificates.mode "secret") (include "fleet-webhook.hasServer" .) (not $values.certificates.secretName) }}
certificates.mode is secret without certificates.secretName
{{- end }}
{{- if and (eq $values.certificates.mode "certManager") (ne $values.part "all") }}
certificates.mode is certManager with part {{ $values.part }}: cert-manager cannot write its CA into the configurations of another cluster
{{- end }}
{{- if eq (int $values.port) (int $values.probesPort) }}
port and probesPort are the same
{{- end }}
{{- end -}}

{{/* Reasons why these values would block a cluster or its recovery. */}}
{{- define "fleet-webhook.deadlocks" -}}
{{- $values := .Values -}}
{{- range $name := list "mutate" "validate" }}
{{- $webhook := index $values.webhooks $name }}
{{- if and $webhook.enabled (eq $webhook.failurePolicy "Fail") (include "fleet-webhook.hasRegistration" $) }}
{{- if not (has "kube-system" $values.webhooks.excludedNamespaces) }}
webhooks.{{ $name }} fails closed and webhooks.excludedNamespaces leaves out kube-system: while the webhook is away, the network and DNS that it needs to come back could not start
{{- end }}
{{- if not (has "kube-node-lease" $values.webhooks.excludedNamespaces) }}
webhooks.{{ $name }} fails closed and webhooks.excludedNamespaces leaves out kube-node-lease: while the webhook is away, no node could say that it is alive
{{- end }}
{{- if not $values.webhooks.excludeOwnNamespace }}
webhooks.{{ $name }} fails closed and webhooks.excludeOwnNamespace is false: while the webhook is away, its own pods could not start, so it would stay away
{{- end }}
{{- range $vital := include "fleet-webhook.vital" $ | fromYamlArray }}
{{- range $rule := $webhook.extraRules }}
{{- if include "fleet-webhook.matches" (dict "rule" $rule "vital" $vital) }}
webhooks.{{ $name }} fails closed and one of its extraRules matches {{ $vital.resource }}: while the webhook is away, {{ $vital.then }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- $budget := $values.podDisruptionBudget }}
{{- $fewest := ternary $values.autoscaling.minReplicas $values.replicaCount $values.autoscaling.enabled | int }}
{{- $kept := include "fleet-webhook.kept" (dict "of" $fewest "minAvailable" $budget.minAvailable) | int }}
{{- if and $budget.enabled (include "fleet-webhook.hasServer" .) (ge $kept $fewest) }}
podDisruptionBudget.minAvailable is {{ $budget.minAvailable }} of {{ $fewest }} replicas, which keeps {{ $kept }}: no node on which one runs could be drained
{{- end }}
{{- end -}}

{{/* Number of pods that a budget keeps. Kubernetes rounds a percentage up.
     Takes {of, minAvailable}. */}}
{{- define "fleet-webhook.kept" -}}
{{- $said := toString .minAvailable -}}
{{- if hasSuffix "%" $said -}}
{{- div (add (mul (trimSuffix "%" $said | int) .of) 99) 100 -}}
{{- else -}}
{{- $said -}}
{{- end -}}
{{- end -}}

{{/* Resources that a cluster needs to work. */}}
{{- define "fleet-webhook.vital" -}}
- { groups: [''], resource: nodes, then: 'no node could join' }
- { groups: [''], resource: nodes/status, then: 'no node could report, and all would be taken for dead' }
- { groups: [coordination.k8s.io], resource: leases, then: 'no node could say that it is alive, and no controller that it leads' }
- { groups: ['', events.k8s.io], resource: events, then: 'controllers would wait for each of their events' }
- { groups: [''], resource: endpoints, then: 'Services would keep pods that are gone, its own among them' }
- { groups: [discovery.k8s.io], resource: endpointslices, then: 'Services would keep pods that are gone, its own among them' }
- { groups: [''], resource: pods/binding, then: 'no pod could be scheduled' }
- { groups: [''], resource: serviceaccounts/token, then: 'no pod could get the token by which it is known' }
- { groups: [certificates.k8s.io], resource: certificatesigningrequests, then: 'no node could join or renew its certificate' }
- { groups: [authentication.k8s.io], resource: tokenreviews, then: 'kubelets and API extensions could not tell who calls them' }
- { groups: [authentication.k8s.io], resource: selfsubjectreviews, then: 'nobody could ask who they are' }
- { groups: [authorization.k8s.io], resource: subjectaccessreviews, then: 'kubelets and API extensions could not ask what their callers may do' }
- { groups: [authorization.k8s.io], resource: localsubjectaccessreviews, then: 'API extensions could not ask what their callers may do' }
- { groups: [authorization.k8s.io], resource: selfsubjectaccessreviews, then: 'nobody could ask what they may do' }
- { groups: [authorization.k8s.io], resource: selfsubjectrulesreviews, then: 'nobody could ask what they may do' }
{{- end -}}

{{/* Not empty when a rule of a webhook matches a resource, by name or by star.
     Takes {rule, vital}. */}}
{{- define "fleet-webhook.matches" -}}
{{- $parts := splitList "/" .vital.resource -}}
{{- $whole := len $parts | eq 1 -}}
{{- $stars := ternary (list "*" "*/*") (list "*/*" (printf "%s/*" (first $parts)) (printf "*/%s" (last $parts))) $whole -}}
{{- $isOfGroup := has "*" .rule.apiGroups -}}
{{- range .vital.groups -}}
{{- $isOfGroup = or $isOfGroup (has . $.rule.apiGroups) -}}
{{- end -}}
{{- range append $stars .vital.resource -}}
{{- if and $isOfGroup (has . $.rule.resources) -}}yes{{- end -}}
{{- end -}}
{{- end -}}
