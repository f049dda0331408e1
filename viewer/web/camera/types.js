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
/** @typedef {{ width: number, height: number, covered: number }} Size of the stage, and of its foot under the named views, CSS pixels */
/** @typedef {{ x: number, y: number }} Place on the stage, CSS pixels from its upper left */
/** @typedef {{ origin: Point, direction: Point }} Ray */

/**
 * What the camera looks at.
 *
 * @typedef {object} Looking
 * @property {Size | undefined} size
 * @property {{ renderer: any } | null} view of vtk.js
 * @property {() => void} draw before the next frame
 * @property {() => void} drawNow
 */

export {};
