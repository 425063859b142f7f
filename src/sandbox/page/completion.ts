/** One entry of the list above the box: what the text becomes, and how the entry reads. */
export type Completion = { text: string; shown: string; does: string };
