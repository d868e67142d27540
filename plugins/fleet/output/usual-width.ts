/** Columns of help, and of output whose terminal does not tell how wide it is, as in logs. */
export const usualWidth = 80;
