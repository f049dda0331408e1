// The words of this room, for the type checker and for readers; nothing here runs. models/change.py says more of each.

/** @import { Point } from "../edition/types.js" */

/**
 * How one structure changes.
 *
 * @typedef {object} Moved
 * @property {readonly Uint32Array[]} halved for each round the points whose common edges are halved
 * @property {Uint32Array} numbers of the points that move, in the halved mesh
 * @property {readonly Float32Array[]} shifts x, y, z of each of them at each amount, mm
 */

/**
 * A structure a healthy body does not have.
 *
 * @typedef {object} Appearing
 * @property {string} id
 * @property {string} name
 * @property {string} latin
 * @property {string} system
 * @property {string} instead_of
 * @property {Float32Array} points
 * @property {Uint32Array} triangles
 * @property {Moved} moved
 */

/** @typedef {{ key: string, of: string, unit: "mm" | "mm2" | "%" | "deg", values: readonly number[] }} Figure at amount 0 and at each amount */

/**
 * Where a cause is cut to be measured and drawn.
 *
 * @typedef {object} Section
 * @property {string} name
 * @property {Point} origin
 * @property {Point} right
 * @property {Point} up
 * @property {number} width mm
 * @property {number} height mm
 * @property {string} seed
 * @property {readonly string[]} walls
 */

/**
 * What a change says of itself.
 *
 * @typedef {object} Facts
 * @property {string} cause
 * @property {string} body
 * @property {readonly number[]} amounts shares of the way, the last is 1
 * @property {readonly string[]} presser
 * @property {readonly string[]} pressed
 * @property {Point | null} contact
 * @property {Section} section
 * @property {readonly Figure[]} figures
 * @property {readonly string[]} sources
 */

/** @typedef {{ facts: Facts, moved: ReadonlyMap<string, Moved>, appearing: readonly Appearing[] }} Change */

export {};
