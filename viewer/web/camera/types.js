// The words of this room, for the type checker and for readers; nothing here runs.

/** @typedef {import("../edition/types.js").Point} Point */

/**
 * Where the camera is.
 *
 * @typedef {object} Pose
 * @property {number} azimuth degrees from the front towards the patient's left
 * @property {number} elevation degrees upwards
 * @property {number} distance from what is looked at to the eye, mm
 * @property {Point} focal what is looked at
 * @property {number | null} cut what lies more than so many mm before it is not drawn; null: nothing is cut away
 */

/** @typedef {number[]} Six a pose as an address holds it: azimuth, elevation, distance, and the point looked at */
/** @typedef {{ right: Point, up: Point, back: Point }} Frame the directions of the picture; `back` leads to the eye */
/**
 * Of the stage, and how much of it other things cover, CSS pixels.
 *
 * @typedef {object} Size
 * @property {number} width
 * @property {number} height
 * @property {number} covered of its foot, by what stands there
 * @property {number} [top] of its top
 * @property {number} [left] of its left side
 * @property {number} [right] of its right side
 * @property {number} [words] beside that, where only words stand
 */
/** @typedef {{ x: number, y: number }} Place on the stage, CSS pixels from its upper left */
/** @typedef {{ origin: Point, direction: Point }} Ray */

/**
 * What the camera looks at.
 *
 * @typedef {object} Looking
 * @property {Size | undefined} size
 * @property {{ renderer: any } | null} view of vtk.js
 * @property {() => void} draw before the next frame
 * @property {() => void} draw
 */

export {};
