import type { Settings } from '../../policies/settings/schema.ts';

/** With a mapped owner the webhook changes labels too: it puts back who is taken away. */
export const settings: Settings = { owners: { shop: { groups: ['shop-team'] } } };
