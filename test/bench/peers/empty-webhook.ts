/**
 * A webhook that allows everything, on the same server with the same settings: what is left of a
 * figure when all that this project does is taken away.
 *
 * usage: empty-webhook.ts CERTIFICATE KEY
 */
import { readFileSync } from 'node:fs';
import fastify from 'fastify';

const [cert = '', key = ''] = process.argv.slice(2);
const app = fastify({
  https: { cert: readFileSync(cert), key: readFileSync(key) },
  keepAliveTimeout: 110_000,
  bodyLimit: 7 * 1024 * 1024,
});
app.removeAllContentTypeParsers();
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
  done(null, JSON.parse(body.toString()));
});
app.post<{ Body: { request: { uid: string } } }>('/validate', (request, reply) =>
  reply.send({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid: request.body.request.uid, allowed: true },
  }),
);
process.stdout.write(`Server listening at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
