{{- define "fleet-webhook.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "fleet-webhook.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: kubectl-fleet
{{- end -}}

{{- define "fleet-webhook.selectorLabels" -}}
app.kubernetes.io/name: {{ include "fleet-webhook.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
