import { post } from '../../../webhooks/app.fixture.ts';
import { cutReview } from '../../../webhooks/review/cut-review.ts';
import type { App } from '../../../webhooks/app.ts';
import { readAnswer } from '../../admission/answer.ts';

/**
 * Sends a body to both routes. Whatever it is, it is judged, and no answer breaks a promise, or it
 * is refused as no review. All but its objects has to be JSON to be judged; in these OPA takes more
 * than JSON.parse does, and metadata.managedFields nobody reads.
 * @throws Error otherwise
 */
export async function sendToBoth(app: App, body: string): Promise<void> {
  for (const path of ['/mutate', '/validate'] as const) {
    const { statusCode, body: answer } = await post(app, path, body);
    if (statusCode === 200) readAnswer(path, reviewIn(body), answer);
    else if (statusCode !== 400 && statusCode !== 413) throw new Error(`${path} answers ${statusCode}: ${answer}`);
  }
}

function reviewIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return cutReview(Buffer.from(body)).body;
  }
}
