// Meshes that were drawn, so that a body one comes back to is not decoded again. The one that was asked for longest ago goes first.

/** @typedef {import("./types.js").BodyMesh} BodyMesh */

export class KeptMeshes {
  /** @type {Map<string, { mesh: BodyMesh, size: number }>} by address, the oldest first */
  #meshes = new Map();
  #size = 0;

  /** @param {number} most bytes */
  constructor(most) {
    this.most = most;
  }

  /** @param {string} url */
  get(url) {
    const kept = this.#meshes.get(url);
    if (!kept) return null;
    this.#meshes.delete(url);
    this.#meshes.set(url, kept);
    return kept.mesh;
  }

  /** @param {string} url @param {BodyMesh} mesh */
  put(url, mesh) {
    this.#forget(url);
    const size = Object.values(mesh).reduce((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0);
    if (size > this.most) return;
    this.#meshes.set(url, { mesh, size });
    this.#size += size;
    for (const oldest of this.#meshes.keys()) if (this.#size > this.most) this.#forget(oldest);
  }

  /** @param {string} url */
  #forget(url) {
    this.#size -= this.#meshes.get(url)?.size ?? 0;
    this.#meshes.delete(url);
  }
}
