{{/* Not empty where this release holds the pods. */}}
{{- define "fleet-webhook.hasServer" -}}
{{- if ne .Values.part "registration" }}yes{{ end -}}
{{- end -}}

{{/* Not empty where this release registers the webhook. */}}
{{- define "fleet-webhook.hasRegistration" -}}
{{- if ne .Values.part "server" }}yes{{ end -}}
{{- end -}}
