/** The maximum length of a line of a sample: a page shows it without scrolling. */
export const SAMPLE_WIDTH = 80;
