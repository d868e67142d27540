import { post } from '../../../webhooks/app.fixture.ts';
import type { App } from '../../../webhooks/dependencies.ts';
import { readAnswer } from '../../admission/answer.ts';

/**
 * Sends a body to both routes. Whatever it is, it is judged, and no answer breaks a promise, or it is refused as no review.
 * @throws Error otherwise
 */
export async function sendToBoth(app: App, body: string): Promise<void> {
  for (const path of ['/mutate', '/validate'] as const) {
    const { statusCode, body: answer } = await post(app, path, body);
    if (statusCode === 200) readAnswer(path, JSON.parse(body), answer);
    else if (statusCode !== 400 && statusCode !== 413) throw new Error(`${path} answers ${statusCode}: ${answer}`);
  }
}
