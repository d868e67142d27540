import { expect, test } from 'vitest';
import { versionCsv } from './version-csv.ts';
import { versionMatrix } from './version-matrix.ts';
import { answerOf, failedAnswer } from './versions.fixture.ts';

test('each workload of each cluster is a row, and a cluster that did not answer is one too', () => {
  const answers = [
    answerOf('eu-1', 'cart=3.1.0'),
    answerOf('eu-2', 'cart=3.1.0'),
    answerOf('us-1', 'cart=3.0.4'),
    failedAnswer('edge-7'),
  ];
  const matrix = versionMatrix(answers, () => true);
  expect(versionCsv(matrix, false).split('\r\n')).toEqual([
    'APP,CLUSTER,VERSION,DIFFERS,SKEW,IMAGE,DIGEST,NAMESPACE,WORKLOAD,HELM RELEASE,CHART,ERROR',
    'cart,eu-1,3.1.0,false,minor,cart:3.1.0,,shop,deployment.apps/cart,,,',
    'cart,eu-2,3.1.0,false,minor,cart:3.1.0,,shop,deployment.apps/cart,,,',
    'cart,us-1,3.0.4,true,minor,cart:3.0.4,,shop,deployment.apps/cart,,,',
    '?,edge-7,?,,,,,,,,,no answer within 10s\r',
  ]);
  expect(versionCsv(matrix, true)).not.toContain('APP');
});
