# The webhook: node and dist/, which `npm run build && npm run policy` writes. dist/ is JavaScript
# and WebAssembly, so it is the same for every machine. The build needs the digest of the base
# image. With a fixed SOURCE_DATE_EPOCH, the same commit and digest make the same image:
#   docker buildx build --platform linux/amd64,linux/arm64 --build-arg BASE_DIGEST=sha256:... --output type=image,rewrite-timestamp=true .
ARG BASE_DIGEST
FROM gcr.io/distroless/nodejs24-debian13:nonroot@${BASE_DIGEST}
COPY dist/webhook.js dist/evaluation-worker.js dist/smoke-test.js dist/policy.wasm dist/data.json /app/
COPY dist/chunks /app/chunks
ENV KUBECTL_FLEET_CONFIG=/etc/kubectl-fleet/webhook.yaml
# The garbage collector works in small steps, and threads share free memory. The same reviews then
# need half of the memory.
ENV NODE_OPTIONS=--max-semi-space-size=4
ENV MALLOC_ARENA_MAX=2
USER 65532:65532
# Port of reviews (TLS), then port of probes and metrics.
EXPOSE 8443 8080
# The base image contains node. `helm test` runs node with smoke-test.js instead.
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["/app/webhook.js"]
