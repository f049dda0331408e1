// One line of a card or of a page: a text, lines of it with terms, and things to go to. All of it is text, never markup.

import { page } from "./page.js";
import { entry } from "../state/store.js";

/** @typedef {import("../edition/types.js").Item} Item */

export const AtlasItem = {
  props: { item: Object, plain: Boolean },
  template: `<span v-if="item.text" class="said">{{ item.text }} <sup v-for="n in item.refs" :key="n"><a v-if="!plain" :href="\`#source-\${n}\`">{{ n }}</a><template v-else>{{ n }}&nbsp;</template></sup></span>
    <span v-for="(line, i) in item.lines" :key="i" class="said"><b v-if="line.term">{{ line.term }}:</b> {{ line.text }} <span v-if="line.standing" class="standing" :data-standing="line.standing">{{ line.standing }}</span> <sup v-for="n in line.refs" :key="n"><a v-if="!plain" :href="\`#source-\${n}\`">{{ n }}</a><template v-else>{{ n }}&nbsp;</template></sup></span>
    <span v-if="known.length" class="links"><button v-for="link in known" :key="link.id" type="button" class="link" @click="page.select(link.id)">{{ link.name }}</button></span>`,
  /** @param {{ item: Item, plain: boolean }} props */
  setup(props) {
    const { computed } = window.Vue;
    return { page, known: computed(() => props.item.links.filter(({ id }) => entry(id))) };
  },
};
