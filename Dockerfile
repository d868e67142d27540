# The webhook: node and what `npm run build && npm run policy` writes to dist/, which is JavaScript and WebAssembly and so the same for
# every machine. The base is named by its digest, and without one nothing is built; with a fixed SOURCE_DATE_EPOCH the same commit and the same digest
# make the same image:
#   docker buildx build --platform linux/amd64,linux/arm64 --build-arg BASE_DIGEST=sha256:... --output type=image,rewrite-timestamp=true .
ARG BASE_DIGEST
FROM gcr.io/distroless/nodejs24-debian13:nonroot@${BASE_DIGEST}
COPY dist/webhook.js dist/evaluation-worker.js dist/smoke-test.js dist/policy.wasm dist/data.json /app/
COPY dist/chunks /app/chunks
ENV KUBECTL_FLEET_CONFIG=/etc/kubectl-fleet/webhook.yaml
# What a review leaves behind is collected in small portions, and threads share what is free: the same reviews with half of the memory.
ENV NODE_OPTIONS=--max-semi-space-size=4
ENV MALLOC_ARENA_MAX=2
USER 65532:65532
# Reviews by TLS; probes and metrics.
EXPOSE 8443 8080
# node is the base's own; `helm test` runs it with smoke-test.js instead.
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["/app/webhook.js"]
