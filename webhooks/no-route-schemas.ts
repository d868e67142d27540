import type { FastifyServerOptions } from 'fastify';

const refuse = () => {
  throw new Error('routes have no schemas: validatorOf checks what comes in');
};

/**
 * The option of fastify by which it loads no compiler of schemas: validators are compiled at build time,
 * and the bundle of the webhook leaves fastify's compilers out (tools/programs.ts).
 */
export const noRouteSchemas = {
  schemaController: { compilersFactory: { buildValidator: refuse, buildSerializer: refuse } },
} satisfies FastifyServerOptions;
