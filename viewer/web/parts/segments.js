// The segmented control: a few words of which one is chosen. It is one stop on the keyboard's way; arrows go through it.

/** @typedef {readonly [id: string, title: string]} Option */

export const AtlasSegments = {
  props: { name: String, label: String, options: Array, value: String, disabled: Boolean },
  emits: ["choose"],
  template: `<span class="segments" role="radiogroup" :aria-label="label">
    <label v-for="[id, title] in options" :key="id" class="segment">
      <input type="radio" :name="name" :value="id" :aria-label="title" :checked="value === id" :disabled="disabled" @change="$emit('choose', id)"><span aria-hidden="true">{{ title }}</span>
    </label></span>`,
};
