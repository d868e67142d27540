{{/* Common fields of the webhooks of both configurations. Sets every field that the API server
     would fill in, so that the stored object equals the rendered one.
     Takes {root, name, path, failurePolicy, timeoutSeconds}. */}}
{{- define "fleet-webhook.webhook" -}}
name: {{ .name }}.kubectl-fleet.io
clientConfig:
  {{- include "fleet-webhook.clientConfig" . | nindent 2 }}
admissionReviewVersions: [v1]
sideEffects: NoneOnDryRun
failurePolicy: {{ .failurePolicy }}
timeoutSeconds: {{ .timeoutSeconds }}
matchPolicy: Equivalent
namespaceSelector:
  matchExpressions:
    - key: kubernetes.io/metadata.name
      operator: NotIn
      values: {{ include "fleet-webhook.excludedNamespaces" .root | fromYamlArray | toJson }}
objectSelector: {}
{{- end -}}

{{- define "fleet-webhook.clientConfig" -}}
{{- with .root.Values.certificates }}
{{- if and (eq .mode "secret") .caBundle }}
caBundle: {{ .caBundle | b64enc }}
{{- end }}
{{- end }}
{{- if .root.Values.webhooks.url }}
url: {{ printf "%s/%s" (include "fleet-webhook.address" .root) .path }}
{{- else }}
service:
  name: {{ include "fleet-webhook.fullname" .root }}
  namespace: {{ .root.Release.Namespace }}
  path: /{{ .path }}
  port: {{ .root.Values.service.port }}
{{- end }}
{{- end -}}

{{- define "fleet-webhook.excludedNamespaces" -}}
{{- $names := .Values.webhooks.excludedNamespaces -}}
{{- if .Values.webhooks.excludeOwnNamespace -}}
{{- $names = append $names .Release.Namespace -}}
{{- end -}}
{{- $names | uniq | sortAlpha | toYaml -}}
{{- end -}}

{{/* Rules of a webhook. Takes {judged, extraRules}: a part of files/policy.yaml, and rules of
     users. */}}
{{- define "fleet-webhook.rules" -}}
{{- $others := dict "apiGroups" .judged.groups "resources" (list "*") }}
{{- range concat .judged.rules (list $others) .extraRules }}
- apiGroups: {{ toJson .apiGroups }}
  apiVersions: ['*']
  operations: [CREATE, UPDATE]
  resources: {{ toJson .resources }}
  scope: '*'
{{- end }}
{{- end -}}

{{/* Returns yes when one of the rules of a webhook matches one of the resources.
     Takes {rules, resources}. */}}
{{- define "fleet-webhook.matchesOne" -}}
{{- range $rule := .rules }}
{{- range $resource := $.resources }}
{{- include "fleet-webhook.matches" (dict "rule" $rule "vital" $resource) }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Conditions that the API server checks before a call. Takes {root, judged, conditions,
     extraRules}; judged and conditions are parts of files/policy.yaml. */}}
{{- define "fleet-webhook.matchConditions" -}}
- name: not-what-keeps-a-cluster-alive
  expression: >-
    !((request.resource.group + '/' + request.resource.resource) in ['/nodes', '/events', '/endpoints', 'coordination.k8s.io/leases',
    'discovery.k8s.io/endpointslices', 'events.k8s.io/events']) &&
    !(request.resource.group in ['authentication.k8s.io', 'authorization.k8s.io'])
- name: not-a-subresource
  expression: request.?subResource.orValue('') == ''
# The finalizers of an object that is being deleted must be removable.
- name: not-about-to-go
  expression: '!has(object.metadata.deletionTimestamp)'
{{- $extraGroups := list }}
{{- range .extraRules }}
{{- $extraGroups = concat $extraGroups .apiGroups }}
{{- end }}
{{- if not (has "*" $extraGroups) }}
{{- $groups := list }}
{{- range .judged.groups }}
{{- if not (has . $extraGroups) }}
{{- $groups = append $groups . }}
{{- end }}
{{- end }}
- name: of-a-judged-kind
  expression: >-
    !(request.kind.group in ['{{ join "', '" $groups }}']) ||
    {{- range .judged.prefixes }}
    (request.kind.group + '/' + request.kind.kind).startsWith('{{ . }}') ||
    {{- end }}
    (request.kind.group + '/' + request.kind.kind) in ['{{ join "', '" .judged.kinds }}']
{{- end }}
{{- range .conditions }}
{{- if not .webhook }}
{{- $isOfJudged := include "fleet-webhook.matchesOne" (dict "rules" $.judged.rules "resources" .of) }}
{{- $isOfExtra := include "fleet-webhook.matchesOne" (dict "rules" $.extraRules "resources" .of) }}
{{- if or (empty .of) (and $isOfJudged (not $isOfExtra)) }}
- name: {{ .name }}
  expression: >-
    {{ .expression }}
{{- end }}
{{- end }}
{{- end }}
{{- with .root.Values.webhooks.matchConditions }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Conditions of the webhook for any kind. The API server computes each of them at every write, so
     they are few. The last one excludes kinds of other webhooks. Takes {root, policy, name}; policy
     is files/policy.yaml. */}}
{{- define "fleet-webhook.placedConditions" -}}
{{- $kinds := concat .policy.refused.kinds .policy.advised.kinds }}
{{- range .policy.conditions }}
{{- if eq $.name (default "" .webhook) }}
- name: {{ .name }}
  expression: >-
    {{ .expression }}
    && !((request.kind.group + '/' + request.kind.kind) in ['{{ join "', '" $kinds }}'])
{{- end }}
{{- end }}
# The finalizers of an object that is being deleted must be removable.
- name: not-about-to-go
  expression: '!has(object.metadata.deletionTimestamp)'
{{- with .root.Values.webhooks.matchConditions }}
{{ toYaml . }}
{{- end }}
{{- end -}}
