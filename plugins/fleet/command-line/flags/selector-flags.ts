import { text } from './value-types.ts';

/** Flags that select objects by labels and fields. */
export const selectorFlags = {
  selector: text({
    short: 'l',
    placeholder: 'SELECTOR',
    sentence: 'Only objects whose labels match, e.g. app=cart,tier!=test.',
  }),
  'field-selector': text({
    placeholder: 'SELECTOR',
    sentence: 'Only objects whose fields match, e.g. status.phase=Running.',
  }),
};
