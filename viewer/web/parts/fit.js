// Which of the painful places something reaches: a letter each, full or struck out.

import { words } from "../words/words.js";

export const AtlasFit = {
  props: { at: Array },
  template: `<span class="pain-fit"><i v-for="(fits, i) in at" :key="i" class="pain-mark" :data-place="i" :class="{ off: !fits }"><span aria-hidden="true">{{ letter(i) }}</span><span class="unseen">{{ letter(i) }} {{ fits ? words.pain.reaches : words.pain.misses }}</span></i></span>`,
  setup: () => ({ letter, words }),
};

/** What a place is called in the picture and beside it. @param {number} i */
export const letter = (i) => String.fromCharCode(65 + i);
