// The words of this room, for the type checker and for readers; nothing here runs.

/**
 * Own words at a place of the body.
 *
 * @typedef {object} Pin
 * @property {string} on an entry
 * @property {readonly [number, number, number]} at from its middle, in shares of how far it extends from there
 * @property {string} says
 */

/**
 * A view that was kept.
 *
 * @typedef {object} KeptView
 * @property {number} key its own, as long as the page is open
 * @property {string} title
 * @property {string} words of whoever kept it
 * @property {string} select the entry that was chosen
 * @property {string} look the words of an address that say how all of it looks
 * @property {readonly Pin[]} pins
 */

export {};
