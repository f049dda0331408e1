// Sentences of the words table with something filled in.

/** @param {string} sentence with `{name}` where something goes @param {Readonly<Record<string, any>>} values by name */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? String(values[name]) : gap));
