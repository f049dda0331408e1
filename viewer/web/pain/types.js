// The words of this room, for the type checker and for readers; nothing here runs.

/**
 * What reaches a painful place, by entry.
 *
 * @typedef {object} Reached
 * @property {readonly string[]} roots that serve it
 * @property {readonly string[]} nerves that do
 * @property {readonly string[]} sites whose pain is felt there
 * @property {readonly Group[]} groups of regions that the Balance Method pairs with it
 */

/**
 * Regions of one channel on one side, known in one way.
 *
 * @typedef {object} Group
 * @property {string} channel
 * @property {string} side
 * @property {string} limb
 * @property {string} choice first, or also allowed
 * @property {string} standing
 * @property {readonly number[]} systems
 * @property {readonly string[]} ids
 */

/** @typedef {{ id: string, at: readonly boolean[] }} Row `at`: which of the places it reaches */
/** @typedef {{ key: string, side: string, limb: string, choice: string, standings: readonly string[], systems: readonly number[], ids: readonly string[], at: readonly boolean[] }} Regions `standings`: the best known first */
/** @typedef {{ causes: readonly Row[], roots: readonly Row[], nerves: readonly Row[], regions: readonly Regions[] }} Answer */

export {};
