import { text } from './value-types.ts';

/** Flags that choose objects by what they say of themselves. */
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
