// Who is spoken to: a word in the head of whatever is read.

import { words } from "../words/words.js";
import { keep } from "../state/history.js";
import { get, set } from "../state/store.js";

/** @type {readonly import("../edition/types.js").Voice[]} */
const VOICES = ["patient", "student", "clinician"];

/** The control that was last used: what it stands in is made anew in the other voice, and it has the focus again. */
let used = "";

/** Says everything in another voice; what is chosen stays. @param {string} voice @param {string} [name] of the control it was asked by */
export function speak(voice, name = "") {
  const known = VOICES.find((id) => id === voice);
  if (!known || voice === get("voice")) return;
  used = name;
  set("voice", known);
  keep();
}

export const AtlasVoice = {
  props: { name: String, voice: String },
  template: `<label class="voice"><span class="voice-label">{{ words.card.voice }}</span>
    <select :id="\`\${name}-voice\`" :value="voice" @change="speak($event.target.value, name)">
      <option v-for="id in voices" :key="id" :value="id">{{ words.card[id] }}</option>
    </select></label>`,
  setup: () => ({ voices: VOICES, speak, words }),
  /** @this {{ name: string, $el: HTMLElement }} */
  mounted() {
    if (used && used === this.name) this.$el.querySelector("select")?.focus({ preventScroll: true });
    used = "";
  },
};
