// The words of this room, for the type checker and for readers; nothing here runs.

/** @typedef {import("../section/types.js").Vector} Vector */
/** @typedef {{ points: readonly Vector[], back: Vector }} Axis along what is laid, and which way its back is */
/** @typedef {{ source: Axis, target: Axis, wide: number }} Along `wide`: how much narrower it becomes */

/**
 * A format of the Balance Method on a body.
 *
 * @typedef {object} Format
 * @property {string} standing
 * @property {"trunk" | "leg"} of what is laid
 * @property {Readonly<Record<string, readonly string[]>>} parts the structures that are laid, by side
 * @property {readonly { line: number, at: string, source: string }[]} lines that are pinned: their number in the record
 * @property {Readonly<Record<string, Readonly<Record<string, Along>>>>} limbs it is laid along, by side and limb
 */

/** @typedef {Readonly<Record<string, Format>>} Formats */
/** @typedef {{ points: Float32Array, normals: Float32Array, triangles: Uint32Array }} Surface */

export {};
