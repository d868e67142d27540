{{/* Secret of the mounted certificate. Empty when the webhook creates the certificate itself. */}}
{{- define "fleet-webhook.tlsSecret" -}}
{{- with .Values.certificates -}}
{{- if eq .mode "secret" -}}
{{- .secretName -}}
{{- else if eq .mode "certManager" -}}
{{- include "fleet-webhook.fullname" $ }}-tls
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Annotations of both webhook configurations. */}}
{{- define "fleet-webhook.webhookAnnotations" -}}
{{- $annotations := .Values.webhookAnnotations -}}
{{- if eq .Values.certificates.mode "certManager" -}}
{{- $from := printf "%s/%s-tls" .Release.Namespace (include "fleet-webhook.fullname" .) -}}
{{- $annotations = merge (dict "cert-manager.io/inject-ca-from" $from) $annotations -}}
{{- end -}}
{{- with $annotations }}{{ toYaml . }}{{ end -}}
{{- end -}}

{{/* Not empty when the chart creates its own issuer. */}}
{{- define "fleet-webhook.ownIssuer" -}}
{{- with .Values.certificates -}}
{{- if and (eq .mode "certManager") (not .certManager.issuerName) -}}yes{{- end -}}
{{- end -}}
{{- end -}}

{{/* Host of webhooks.url when it is an IP address. Certificates list IP addresses separately. */}}
{{- define "fleet-webhook.ipAddress" -}}
{{- with .Values.webhooks.url -}}
{{- $host := (urlParse .).hostname -}}
{{- if regexMatch "^[0-9.]+$|:" $host -}}{{ $host }}{{- end -}}
{{- end -}}
{{- end -}}
