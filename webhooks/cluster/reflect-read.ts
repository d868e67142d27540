import type { Read } from '../../policies/facts/reads.ts';
import { isOfMetadata, fieldPicker, pathOf } from '../../policies/facts/reads.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import type { RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { reflect, type Reflector } from '../../kubernetes/watch/reflector.ts';

/**
 * Copies a list that a policy reads. Keeps only the fields of each object that the policy reads.
 */
export function reflectRead(
  client: Pick<Reader, 'lines' | 'bytes'>,
  read: Read,
  options: RetryOptions & { onChange?: () => void },
): Reflector {
  const { labelSelector, fieldSelector } = read;
  const selection = {
    ...(labelSelector !== undefined && { labelSelector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  };
  const list = { path: pathOf(read), selection, metadataOnly: isOfMetadata(read), keep: fieldPicker(read) };
  return reflect(client, list, options);
}
