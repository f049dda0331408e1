// The words of this room, for the type checker and for readers; nothing here runs.

/** @typedef {any} Vtk an object of vtk.js, which comes without types */

/** @typedef {[red: number, green: number, blue: number]} Colour 0-255 */
/** @typedef {number[]} Box least and most of each axis, mm */

/**
 * A mesh in parts, one after the other in all of its arrays.
 *
 * @typedef {object} Mesh
 * @property {Float32Array} points x, y, z
 * @property {Uint32Array} triangles numbers of points, counter-clockwise from outside
 * @property {MeshPart[]} parts
 */

/** @typedef {{ firstPoint: number, lastPoint: number, first: number, last: number, box: Box }} MeshPart `first` and `last` among the triangles' numbers */
/** @typedef {Mesh & { normals: Float32Array }} WithNormals */
/**
 * A mesh with what the pipeline says of its points (models/mesh.py).
 *
 * @typedef {WithNormals & { occlusion: Uint8Array, tissue: Uint8Array | null }} BodyMesh
 *   `occlusion`: how much light comes to each: 255 all, 0 none; `tissue`: two of each: how much it is of the other
 *   tissue (tendon of a muscle, cartilage of a bone, crease of the skin), and where it lies across the fibres or beside
 *   the crease; null where there is none in the group
 */
/** @typedef {WithNormals & { weights: Uint8Array }} ZoneMesh how much each point is of its zone, 0-255 */
/** @typedef {MeshPart & { id: string }} Part of an entry */

/** @typedef {{ points: Float32Array, triangles: Uint32Array, occlusion: Uint8Array | null, tissue: Uint8Array | null }} Piece one mesh of a pack */
/** @typedef {{ numbers: Uint32Array, weights: Uint8Array }} PackedZone points of the skin, by their numbers */

/** @typedef {{ moved: import("../change/types.js").Moved, begins?: Piece }} Bending how a part bends; `begins`: as it is at first, where a healthy body has none */
/** @typedef {import("../edition/types.js").Pack & { changes: ReadonlyMap<string, Bending>, amounts: readonly number[], sheer: boolean, onward: NonNullable<import("../edition/types.js").CauseLook["onward"]> }} ChangePack what a cause changes of one layer */

/** @typedef {{ actor: Vtk, mapper: Vtk, property: Vtk, data: Vtk, share?: number }} Held what vtk.js draws one mesh with; `share`: how far it has bent, of the way it bends */

/**
 * What of the scene is meant by what is chosen.
 *
 * @typedef {object} Choice
 * @property {string} selected
 * @property {ReadonlySet<string>} lit
 * @property {ReadonlySet<string>} pressed what a cause presses: lit from there
 * @property {ReadonlySet<string>} claimed
 * @property {ReadonlySet<string>} first regions of the first choice
 * @property {ReadonlySet<string>} also regions that are also allowed
 * @property {ReadonlySet<string>} felt what the finger feels on the way to a region
 * @property {Discs} discs
 * @property {boolean} site whether a site is chosen
 * @property {boolean} covered whether the skin is closed and opaque: nothing shines through it unasked
 */

/** @typedef {{ rings: ReadonlySet<string>, chosen: string, core: number }} Discs how regions are drawn: of which only the rim is, which one is chosen, and how much of its radius is sure, 0-1 */

/**
 * Which entries are to be drawn.
 *
 * @typedef {object} Wanted
 * @property {Readonly<Record<string, boolean>>} shown by layer
 * @property {"both" | "left" | "right"} side
 * @property {ReadonlySet<string>} hidden
 * @property {ReadonlySet<string>} isolated
 * @property {ReadonlySet<string>} lit zones
 * @property {string} variant
 * @property {ReadonlySet<string>} replaced by the variant
 * @property {Focus | null} focus where a cause is looked at
 * @property {ReadonlySet<string>} hurting the painful places that are drawn
 */

/**
 * What is drawn while a cause is looked at.
 *
 * @typedef {object} Focus
 * @property {string} site whose marker the picture itself stands in for
 * @property {ReadonlySet<string>} layers of which only `parts` are drawn
 * @property {ReadonlySet<string>} parts
 * @property {ReadonlySet<string>} gone what something that appeared stands in for
 * @property {ReadonlySet<string>} absent what has not appeared yet
 */

/** @typedef {{ id: string, kind: string, distance: number, point: import("../edition/types.js").Point }} Hit of a ray on an entry; `point`: where, in the body */
/** @typedef {{ all: number, done: number, bytes: number, size: number, failed: readonly string[] }} Loading groups, and bytes */

export {};
