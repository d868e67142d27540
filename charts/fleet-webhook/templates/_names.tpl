{{- define "fleet-webhook.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Full name. It contains the chart's name only once when the release has the same name. */}}
{{- define "fleet-webhook.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "fleet-webhook.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Name of objects without a namespace. Two releases must not share it. */}}
{{- define "fleet-webhook.clusterName" -}}
{{- printf "%s.%s" (include "fleet-webhook.fullname" .) .Release.Namespace -}}
{{- end -}}

{{- define "fleet-webhook.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "fleet-webhook.fullname" .) -}}
{{- end -}}

{{- define "fleet-webhook.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (.tag | default $.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}
{{- end -}}
