// An element with what it has and what stands in it: words of other people stay words.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]> & { dataset?: Record<string, string> }} [has]
 * @param {readonly (string | Element)[]} [inside]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function made(tag, { dataset = {}, ...has } = /** @type {never} */ ({}), inside = []) {
  const one = document.createElement(tag);
  Object.assign(one, has);
  Object.assign(one.dataset, dataset);
  one.append(...inside);
  return one;
}
