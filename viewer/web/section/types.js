// The words of this room, for the type checker and for readers; nothing here runs.

/** @typedef {[x: number, y: number, z: number]} Vector of the body: LPS; a place in mm, or a direction of length one */
/** @typedef {{ origin: Vector, right: Vector, up: Vector }} Plane as a drawing has it; right x up points at whoever reads it */
/** @typedef {Float64Array} Loop x, y, x, y … in a plane's own coordinates, mm; closed, with what is solid on its left */
/** @typedef {{ points: Float64Array, triangles: number[] }} Face `points`: x, y of each, mm; `triangles`: numbers of points */

export {};
