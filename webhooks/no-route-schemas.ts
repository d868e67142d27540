import type { FastifyServerOptions } from 'fastify';

const refuse = () => {
  throw new Error('routes have no schemas: validatorOf checks what comes in');
};

/**
 * Option that keeps fastify from loading its compilers of schemas. Validators are compiled at build
 * time, and the bundle of the webhook leaves those compilers out (tools/build/programs.ts).
 */
export const noRouteSchemas = {
  schemaController: { compilersFactory: { buildValidator: refuse, buildSerializer: refuse } },
} satisfies FastifyServerOptions;
