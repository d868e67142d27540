{{/* Configuration that the process reads once, at its start: a change needs a rollout. Paths are
     relative to the file. */}}
{{- define "fleet-webhook.process" -}}
listen: { host: {{ quote .Values.host }}, port: {{ .Values.port }} }
probes: { host: {{ quote .Values.host }}, port: {{ .Values.probesPort }} }
namespace: {{ quote .Release.Namespace }}
certificate:
{{- if eq .Values.certificates.mode "managed" }}
  managed:
    secret: {{ include "fleet-webhook.fullname" . }}-ca
    lease: {{ include "fleet-webhook.fullname" . }}-ca
    hosts: {{ include "fleet-webhook.hosts" . | fromYamlArray | toJson }}
    configurations:
      {{- if .Values.webhooks.mutate.enabled }}
      mutating: {{ include "fleet-webhook.clusterName" . }}
      {{- end }}
      {{- if include "fleet-webhook.validates" . }}
      validating: {{ include "fleet-webhook.clusterName" . }}
      {{- end }}
    {{- with .Values.certificates.managed }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- else }}
  cert: tls/tls.crt
  key: tls/tls.key
{{- end }}
{{- if include "fleet-webhook.asksWho" . }}
callers:
  {{- include "fleet-webhook.callers" . | trim | nindent 2 }}
{{- end }}
cluster: {{ pick .Values.cluster "name" "fleet" "owner" | toJson }}
{{- if .Values.kubeconfig.secretName }}
kubeconfig: kubeconfig
{{- end }}
{{- if or .Values.bundle.configMap .Values.bundle.secret }}
bundle: bundle.tar.gz
{{- with .Values.bundle.signature }}
{{- if .keys }}
bundleSignature:
  keys:
    {{- range .keys }}
    - { id: {{ quote .id }}, algorithm: {{ .algorithm }}, file: {{ printf "keys/%s" .key | quote }} }
    {{- end }}
  {{- with .scope }}
  scope: {{ quote . }}
  {{- end }}
  require: {{ .require }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.bindings.enabled }}
bindings: true
{{- end }}
{{- with .Values.audit }}
{{- if .enabled }}
audit:
  lease: {{ include "fleet-webhook.fullname" $ }}-audit
  reports: {{ .reports }}
  events: {{ .events }}
  everyHours: {{ .everyHours }}
  corePercent: {{ .corePercent }}
  excludedNamespaces: {{ include "fleet-webhook.excludedNamespaces" $ | fromYamlArray | toJson }}
  {{- if include "fleet-webhook.validates" $ }}
  ownedBy: {{ include "fleet-webhook.clusterName" $ }}
  {{- end }}
{{- end }}
{{- end }}
drainSeconds: {{ .Values.drainSeconds }}
{{- with .Values.limits }}
limits: {{ toJson . }}
{{- end }}
{{- end -}}

{{/* Configuration that the running process reloads. */}}
{{- define "fleet-webhook.settings" -}}
{{- with .Values.settings }}
{{- $rules := dict }}
{{- range $rule, $setting := .rules }}
{{- $rules = set $rules $rule (include "fleet-webhook.ruleSetting" $setting | fromYaml).is }}
{{- end }}
settings:
{{- toYaml (merge (ternary (dict "rules" $rules) dict (hasKey . "rules")) .) | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Returns the setting of a rule as {is}. Takes the setting. Helm reads YAML 1.1, where off
     without quotation marks is false. */}}
{{- define "fleet-webhook.ruleSetting" -}}
{{- if kindIs "bool" . -}}
{{- dict "is" "off" | toYaml -}}
{{- else if kindIs "slice" . -}}
{{- $dated := list -}}
{{- range . -}}
{{- $entry := deepCopy . -}}
{{- range $key := list "action" "then" -}}
{{- if kindIs "bool" (index $entry $key) -}}{{- $entry = set $entry $key "off" -}}{{- end -}}
{{- end -}}
{{- $dated = append $dated $entry -}}
{{- end -}}
{{- dict "is" $dated | toYaml -}}
{{- else -}}
{{- dict "is" . | toYaml -}}
{{- end -}}
{{- end -}}

{{/* Host names at which an API server calls the webhook. */}}
{{- define "fleet-webhook.hosts" -}}
- {{ include "fleet-webhook.fullname" . }}.{{ .Release.Namespace }}.svc
{{- with .Values.webhooks.url }}
- {{ quote (urlParse .).hostname }}
{{- end }}
{{- end -}}
