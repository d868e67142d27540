{{/* Metadata of the objects of `helm test`; Helm deletes them after each run.
     Takes {root, weight}. */}}
{{- define "fleet-webhook.testMetadata" -}}
name: {{ include "fleet-webhook.fullname" .root }}-test
labels:
  app.kubernetes.io/name: {{ include "fleet-webhook.name" .root }}-test
  app.kubernetes.io/instance: {{ .root.Release.Name }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
annotations:
  helm.sh/hook: test
  helm.sh/hook-weight: {{ .weight | quote }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded,hook-failed
{{- end -}}

{{/* Not empty when one release contains the pods and the registration, so that a pod can
     test both. */}}
{{- define "fleet-webhook.hasTest" -}}
{{- if and (eq .Values.part "all") .Values.webhooks.validate.enabled }}yes{{ end -}}
{{- end -}}

{{/* Not empty when the settings let the rule deny. A ceiling or an action of the rule may prevent
     it. */}}
{{- define "fleet-webhook.refusesInTest" -}}
{{- $rules := .Values.settings.rules | default dict -}}
{{- $settings := list (get $rules "*" | default "deny") (get $rules "no-federated-stateful" | default "deny") -}}
{{- if and (eq (first $settings | toString) "deny") (eq (last $settings | toString) "deny") }}yes{{ end -}}
{{- end -}}

{{/* Object of the smoke tests. Takes its labels. */}}
{{- define "fleet-webhook.testObject" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: kubectl-fleet-smoke-test
  labels: {{ toJson . }}
spec:
  serviceName: kubectl-fleet-smoke-test
  selector:
    matchLabels: { app: kubectl-fleet-smoke-test }
  template:
    metadata:
      labels: { app: kubectl-fleet-smoke-test }
    spec:
      containers: [{ name: none, image: none }]
{{- end -}}
