import { text } from './value-types.ts';

/** Flag that selects objects by labels. */
export const labelSelectorFlags = {
  selector: text({
    short: 'l',
    placeholder: 'SELECTOR',
    sentence: 'Only objects whose labels match, e.g. app=cart,tier!=test.',
  }),
};

/** Flags that select objects by labels and fields. */
export const selectorFlags = {
  ...labelSelectorFlags,
  'field-selector': text({
    placeholder: 'SELECTOR',
    sentence: 'Only objects whose fields match, e.g. status.phase=Running.',
  }),
};
