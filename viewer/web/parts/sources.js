// The sources of what is read, numbered: each can be gone to from where it is named.

import { fill } from "../words/fill.js";
import { words } from "../words/words.js";

export const AtlasSources = {
  props: { sources: Array, name: String },
  template: `<details class="ask sources"><summary>{{ fill(words.card.sources, { count: sources.length }) }}</summary>
    <ol><li v-for="source in sources" :id="\`\${name}-\${source.number}\`" :key="source.number">{{ source.text }}
      <a v-if="source.url" :href="source.url" target="_blank" rel="noopener noreferrer">{{ words.card.open }}</a> <small>{{ fill(words.card.read, { how: source.read }) }}</small></li></ol></details>`,
  setup: () => ({ fill, words }),
};
