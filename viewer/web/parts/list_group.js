// A group of the list: its rows are made when it is first opened, and made again only when they change.

import { words } from "../words/words.js";
import { fill } from "../words/fill.js";
import { fullName } from "./labels.js";
import { page } from "./page.js";
import { entry } from "../state/store.js";

/** @typedef {import("../edition/types.js").Row} Row */
/** @typedef {{ group: import("../edition/types.js").ListGroup, selected: string, off: readonly string[], side: string, unfolded: boolean, eyes: boolean }} Props */

/** A row is one stop of the Tab key; the arrows go along what it holds. @param {KeyboardEvent & { currentTarget: HTMLElement }} event */
function along(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  buttons[buttons.findIndex((one) => one === document.activeElement) + step]?.focus();
  event.preventDefault();
}

export const AtlasListGroup = {
  props: { group: Object, selected: String, off: Array, side: String, unfolded: Boolean, eyes: Boolean },
  template: `<details class="list-group" :open="open" @toggle="open = $event.target.open">
    <summary>{{ group.title }}<span class="count">{{ group.rows.length }}</span></summary>
    <ul v-if="open">
      <li v-for="row in group.rows" :key="row.key" class="row" :class="{ off: isOff(row), chosen: isChosen(row) }" @keydown="along">
        <button type="button" class="row-name" :aria-label="fullName(oneOf(row))" @click="page.select(oneOf(row))">
          <span class="dot" :data-kind="row.kind" aria-hidden="true"></span>
          <span class="row-text">{{ row.name }}<small v-if="row.detail">{{ row.detail }}</small></span>
        </button>
        <template v-if="row.ids.length > 1">
          <button v-for="id in row.ids" :key="id" type="button" class="side-mark" tabindex="-1" :aria-label="fullName(id)" :title="fullName(id)"
            :aria-current="chosen === id ? 'true' : null" @click="page.select(id)">{{ words.list[entry(id).side] }}</button>
        </template>
        <button v-if="eyes && entry(row.ids[0]).layer" type="button" class="eye" tabindex="-1" :aria-pressed="isOff(row)" :aria-label="fill(words.list.hide, row)" @click="page.hideAll(row.ids)">
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12z" fill="none" stroke="currentColor" stroke-width="1.8"/><circle cx="12" cy="12" r="3" fill="currentColor"/><path class="eye-slash" d="M4 20 20 4" stroke="currentColor" stroke-width="2"/></svg>
        </button>
      </li>
    </ul>
  </details>`,
  /** @param {Props} props */
  setup(props) {
    const { computed, ref, watch } = window.Vue;
    const ids = computed(() => props.group.rows.flatMap((row) => row.ids));
    const chosen = computed(() => (ids.value.includes(props.selected) ? props.selected : ""));
    const isHidden = computed(() => new Set(props.off.filter((id) => ids.value.includes(id))));
    const open = ref(props.unfolded || props.group.opened || Boolean(chosen.value));
    watch(chosen, (id) => {
      if (id) open.value = true;
    });
    return {
      chosen,
      open,
      along,
      page,
      words,
      fill,
      fullName,
      entry,
      oneOf: (/** @type {Row} */ row) => page.oneOf(row.ids, props.side, props.selected),
      isOff: (/** @type {Row} */ row) => row.ids.every((id) => isHidden.value.has(id)),
      isChosen: (/** @type {Row} */ row) => row.ids.includes(chosen.value),
    };
  },
};
