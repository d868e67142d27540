# The index of what can be done here; each recipe is a script of package.json.
# Node 24 comes with `npm ci`, so any Node >= 20 can start.

.DEFAULT_GOAL := help
.PHONY: help check watch test test-one test-node lint format build policy generate new-rule apis mutations bench soak demo demo-stop

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

check: node_modules ## Check types, style, Rego and the unit tests, without a cluster
	@npm run --silent check

watch: node_modules ## Run the unit tests of what is changed, again after each change
	@npm run --silent watch

test: lint ## Run every check and test, against real clusters on this machine; CI=true runs them whole
	@npm run --silent test

test-one: node_modules ## Run one file of tests: make test-one FILE=test/e2e/get.test.ts [NODE=oldest]
	$(if $(FILE),,$(error FILE is missing: make test-one FILE=test/e2e/get.test.ts))
	@WHOLE=1 npm run --silent test -- --project '$(if $(filter oldest,$(NODE)),oldest,!oldest)' "$(FILE)"

test-node: node_modules ## Install the webhook by its chart on real nodes, and break them
	@WHOLE=1 npm run --silent test -- --project node

lint: node_modules ## Check types, style and formatting of every file
	@npm run --silent lint

format: node_modules ## Write TypeScript, YAML and Rego in the project's style
	@npm run --silent format

build: node_modules ## Bundle the plugin and the webhook into dist/
	@npm run --silent build

policy: node_modules ## Compile policies/ to dist/policy.wasm
	@npm run --silent policy

generate: policy ## Write the pages of docs/ that the code knows best
	@npm run --silent generate

new-rule: node_modules ## Start a rule that passes every check: make new-rule NAME=no-something
	@npm run --silent new-rule -- "$(NAME)"

apis: node_modules ## Write which API versions which Kubernetes serves, from its Go modules
	@npm run --silent apis

mutations: node_modules ## Leave out each line of what decides once: some test has to fail
	@npm run --silent mutations

bench: build policy ## Measure the figures of docs/reference/benchmarks.md
	@npm run --silent bench

soak: build policy ## Replay an hour of reviews in ten minutes and watch the memory of the webhook
	@npm run --silent soak

demo: build policy ## Start a fleet of three clusters and show what kubectl fleet does with it
	@npm run --silent demo

demo-stop: node_modules ## End the fleet that `make demo` left running
	@npm run --silent demo:stop

# What npm itself writes last when it has installed the packages of the lock file.
node_modules: node_modules/.package-lock.json

node_modules/.package-lock.json: package-lock.json package.json
	npm ci
	@touch $@
