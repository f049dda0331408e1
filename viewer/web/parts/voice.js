// Who is spoken to: the control stands wherever words are read.

import { keep } from "../state/history.js";
import { get, set } from "../state/store.js";

/** @type {readonly [id: import("../edition/types.js").Voice, title: string][]} */
const VOICES = [
  ["patient", "Patient"],
  ["student", "Student"],
  ["clinician", "Clinician"],
];

/** Says everything in another voice; what is chosen stays. @param {string} voice */
export function speak(voice) {
  const known = VOICES.find(([id]) => id === voice);
  if (!known || voice === get("voice")) return;
  set("voice", known[0]);
  keep();
}

export const AtlasVoice = {
  props: { name: String, voice: String },
  template: `<div class="voice" role="radiogroup" :aria-labelledby="\`\${name}-voice\`">
    <span :id="\`\${name}-voice\`" class="voice-label">Words for</span>
    <span class="voice-ways"><label v-for="[id, title] in voices" :key="id" class="voice-way">
      <input type="radio" :name="\`\${name}-voice\`" :value="id" :aria-label="title" :checked="voice === id" @change="speak(id)"><span aria-hidden="true">{{ title }}</span>
    </label></span>
  </div>`,
  setup: () => ({ voices: VOICES, speak }),
};
