{{/* Not empty when this release contains the pods. */}}
{{- define "fleet-webhook.hasServer" -}}
{{- if ne .Values.part "registration" }}yes{{ end -}}
{{- end -}}

{{/* Not empty when this release registers the webhook. */}}
{{- define "fleet-webhook.hasRegistration" -}}
{{- if ne .Values.part "server" }}yes{{ end -}}
{{- end -}}

{{/* Security context of the pods. The user is that of the image, or one of the namespace's range
     when the platform allows no other (OpenShift). */}}
{{- define "fleet-webhook.podSecurityContext" -}}
{{- $always := dict "runAsNonRoot" true "seccompProfile" (dict "type" "RuntimeDefault") -}}
{{- merge (deepCopy .Values.podSecurityContext) $always | toYaml -}}
{{- end -}}

{{/* Not empty when a webhook that refuses or warns is registered. */}}
{{- define "fleet-webhook.validates" -}}
{{- if or .Values.webhooks.validate.enabled .Values.webhooks.advise.enabled .Values.bindings.enabled }}yes{{ end -}}
{{- end -}}
