{{/* What `helm test` makes goes again, however it ends. Takes {root, weight}. */}}
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

{{/* Not empty where pods and registration belong together, so that one can be tried from the other. */}}
{{- define "fleet-webhook.hasTest" -}}
{{- if and (eq .Values.part "all") .Values.webhooks.validate.enabled }}yes{{ end -}}
{{- end -}}

{{/* Not empty where the settings leave it to the rule to refuse: below a ceiling, and with an action of its own, it may let pass. */}}
{{- define "fleet-webhook.refusesInTest" -}}
{{- $rules := .Values.settings.rules | default dict -}}
{{- $settings := list (get $rules "*" | default "deny") (get $rules "no-federated-stateful" | default "deny") -}}
{{- if and (eq (first $settings | toString) "deny") (eq (last $settings | toString) "deny") }}yes{{ end -}}
{{- end -}}

{{/* Takes its labels. */}}
{{- define "fleet-webhook.testObject" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: kubectl-fleet-trial
  labels: {{ toJson . }}
spec:
  serviceName: kubectl-fleet-trial
  selector:
    matchLabels: { app: kubectl-fleet-trial }
  template:
    metadata:
      labels: { app: kubectl-fleet-trial }
    spec:
      containers: [{ name: none, image: none }]
{{- end -}}
