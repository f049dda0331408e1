// A shelf of the list: its rows are made when it is first opened, and made again only when they change.

import { fullName } from "./labels.js";
import { page } from "./page.js";
import { entry } from "./store.js";

export const AtlasShelf = {
  props: { shelf: Object, selected: String, hidden: Array, side: String },
  template: `<details class="shelf" :open="open" @toggle="open = $event.target.open">
    <summary>{{ shelf.title }}<span class="count">{{ shelf.rows.length }}</span></summary>
    <ul v-if="open">
      <li v-for="row in shelf.rows" :key="row.key" class="row" :class="{ off: isOff(row), chosen: isChosen(row) }">
        <button type="button" class="row-name" :aria-label="fullName(oneOf(row))" @click="page.select(oneOf(row))">
          <span class="dot" :data-kind="row.kind" aria-hidden="true"></span>
          <span class="row-text">{{ row.name }}<small v-if="row.detail">{{ row.detail }}</small></span>
        </button>
        <template v-if="row.ids.length > 1">
          <button v-for="id in row.ids" :key="id" type="button" class="side-mark" :aria-label="fullName(id)" :title="fullName(id)"
            :aria-current="chosen === id ? 'true' : null" @click="page.select(id)">{{ entry(id).side === 'left' ? 'L' : 'R' }}</button>
        </template>
        <button v-if="entry(row.ids[0]).layer" type="button" class="eye" :aria-pressed="isOff(row)" :aria-label="\`Hide \${row.name}\`" @click="page.hideAll(row.ids)">
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12z" fill="none" stroke="currentColor" stroke-width="1.8"/><circle cx="12" cy="12" r="3" fill="currentColor"/><path class="eye-slash" d="M4 20 20 4" stroke="currentColor" stroke-width="2"/></svg>
        </button>
      </li>
    </ul>
  </details>`,
  setup(props) {
    const { computed, ref, watch } = window.Vue;
    const ids = computed(() => props.shelf.rows.flatMap((row) => row.ids));
    const chosen = computed(() => (ids.value.includes(props.selected) ? props.selected : ""));
    const off = computed(() => new Set(props.hidden.filter((id) => ids.value.includes(id))));
    const open = ref(props.shelf.opened || Boolean(chosen.value));
    watch(chosen, (id) => id && (open.value = true));
    return {
      chosen,
      open,
      page,
      fullName,
      entry,
      oneOf: (row) => page.oneOf(row.ids, props.side, props.selected),
      isOff: (row) => row.ids.every((id) => off.value.has(id)),
      isChosen: (row) => row.ids.includes(chosen.value),
    };
  },
};
