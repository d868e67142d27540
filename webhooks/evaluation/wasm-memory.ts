import type { MemoryPages } from '../../policies/engine/evaluator.ts';

/**
 * Memory of the policy in the main thread, in pages of 64 KiB. The operating system gives memory
 * only to pages that are used. Growth page by page takes longer than the evaluation.
 */
export const mainThreadPages = { initial: 512 } satisfies MemoryPages;

/**
 * Memory of the policy in a worker, in pages of 64 KiB. An update of an object of 3 MiB needs
 * 128 MiB. The operating system gives memory only to pages that are used; growth page by page to
 * that size takes half a second. An evaluation that needs more than the maximum fails.
 */
export const workerPages = { initial: 2_048, maximum: 4_096 } satisfies MemoryPages;
