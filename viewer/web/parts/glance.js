// Small pictures of causes, healthy beside affected: on a card, where nothing can be drawn in 3D, and all of them at a glance.

import { text } from "../edition/texts.js";
import { source } from "../source/source.js";
import { entry, get } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "../words/words.js";
import { endsOf } from "./amount.js";
import { fullName } from "./labels.js";
import { oneOf } from "./selection.js";

/** @typedef {import("../edition/types.js").Atlas} Atlas */
/** @typedef {import("../edition/types.js").Voice} Voice */

/** The causes that are drawn, from the spine down; of a cause and its other side the one that is looked at. @param {Atlas} atlas @param {string} side */
export function causes({ outline, changes }, side) {
  const rows = outline.filter(({ way }) => way === "presses").flatMap((group) => group.rows);
  return rows.map(({ ids }) => ids.filter((id) => changes[id])).filter((ids) => ids.length).map((ids) => oneOf(ids, side));
}

/** Whether there is a small picture of an entry. @param {Atlas} atlas @param {string} id */
export const hasPicture = ({ changes }, id) => Boolean(changes[id]?.picture);

/** The small picture of a cause. */
export const AtlasGlance = {
  props: { id: String },
  template: `<span class="glance">
    <img v-if="src" loading="lazy" decoding="async" width="640" height="240" :src="src" :alt="alt">
    <span class="glance-name was" aria-hidden="true">{{ ends[0] }}</span><span class="glance-name now" aria-hidden="true">{{ ends[1] }}</span>
  </span>`,
  /** @param {{ id: string }} props */
  setup(props) {
    const { computed, ref, watch } = window.Vue;
    const src = ref("");
    const url = computed(() => get("atlas").changes[props.id]?.picture ?? "");
    const show = async (/** @type {string} */ wanted) => {
      const place = wanted && (await source.picture(wanted));
      if (wanted === url.value) src.value = place;
    };
    watch(url, show);
    show(url.value);
    const ends = computed(() => endsOf(get("atlas").changes[props.id]));
    const alt = computed(() => {
      const [was, now] = ends.value.map((/** @type {string} */ end) => end.toLowerCase());
      return fill(words.glance.alt, { name: fullName(props.id), was, now });
    });
    return { src, ends, alt };
  },
};

/** A cause among all of them: its picture, what it is called, how common it is without pain, and what usually comes next. */
export const AtlasTile = {
  components: { AtlasGlance },
  props: { id: String, voice: String, chosen: Boolean },
  emits: ["choose"],
  template: `<button type="button" class="tile" :aria-current="chosen ? 'true' : null" :aria-labelledby="id + '-tile'" :aria-describedby="id + '-said'" @click="$emit('choose', id)">
    <atlas-glance v-if="hasPicture" :id="id"></atlas-glance>
    <b :id="id + '-tile'">{{ name }}</b><small>{{ detail }}</small>
    <span :id="id + '-said'" class="tile-said"><span v-for="line in frame" :key="line.text">{{ line.text }}</span></span>
  </button>`,
  /** @param {{ id: string, voice: Voice }} props */
  setup(props) {
    const { computed, ref, watch } = window.Vue;
    /** @type {{ value: readonly import("../edition/types.js").Line[] }} */
    const frame = ref([]);
    const asked = computed(() => ({ id: props.id, voice: props.voice }));
    const tell = async (/** @type {{ id: string, voice: Voice }} */ one) => {
      const card = await text(`card/${one.id}`, one.voice).catch(() => null); // the picture and the name say enough
      if (one === asked.value) frame.value = card?.frame ?? [];
    };
    watch(asked, tell);
    tell(asked.value);
    return {
      frame,
      name: computed(() => entry(props.id)?.name),
      detail: computed(() => entry(props.id)?.detail),
      hasPicture: computed(() => hasPicture(get("atlas"), props.id)),
    };
  },
};
