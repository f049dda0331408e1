// Where something happens on the page.

/** Whether it happens on or in such an element. @param {Event} event @param {string} selector */
export const isOn = ({ target }, selector) => target instanceof Element && target.closest(selector) !== null;
