{{/* Not empty where this release holds the pods. */}}
{{- define "fleet-webhook.hasServer" -}}
{{- if ne .Values.part "registration" }}yes{{ end -}}
{{- end -}}

{{/* Not empty where this release registers the webhook. */}}
{{- define "fleet-webhook.hasRegistration" -}}
{{- if ne .Values.part "server" }}yes{{ end -}}
{{- end -}}

{{/* The user is the image's, or one of the namespace's range where the platform allows no other (OpenShift). */}}
{{- define "fleet-webhook.podSecurityContext" -}}
{{- $always := dict "runAsNonRoot" true "seccompProfile" (dict "type" "RuntimeDefault") -}}
{{- merge (deepCopy .Values.podSecurityContext) $always | toYaml -}}
{{- end -}}

{{/* Not empty where any of the webhooks that refuse or warn is registered. */}}
{{- define "fleet-webhook.validates" -}}
{{- if or .Values.webhooks.validate.enabled .Values.webhooks.advise.enabled .Values.bindings.enabled }}yes{{ end -}}
{{- end -}}
