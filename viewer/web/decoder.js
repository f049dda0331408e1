// Decodes geometry. It is sent in one file with Draco's decoder, as a plain script, so that the same file runs as a worker and
// on the page's own thread, from a server, from a folder and from within a document.

(() => {
  /** @typedef {import("./scene/types.js").Piece} Piece */

  const [OCCLUSION, TISSUE] = [1, 20]; // attributes, as models/mesh.py numbers them

  /**
   * A decoder of packs, as models/mesh.py joins them.
   *
   * @param {ArrayBuffer} wasm of Draco
   * @returns {Promise<(pack: ArrayBuffer) => Piece[]>}
   */
  async function openDecoder(wasm) {
    const draco = await DracoDecoderModule({ wasmBinary: wasm });
    return (pack) => filesIn(pack).map((file) => decode(draco, file));
  }

  /** How many files, the size of each, then the files. @param {ArrayBuffer} pack */
  function filesIn(pack) {
    const count = pack.byteLength < 4 ? 0 : new DataView(pack).getUint32(0, true);
    let at = 4 + 4 * count;
    if (!count || at > pack.byteLength) throw new Error("not a pack of meshes");
    return Array.from({ length: count }, (_, i) => {
      const size = new DataView(pack).getUint32(4 + 4 * i, true);
      if (at + size > pack.byteLength) throw new Error("not a whole pack of meshes");
      at += size;
      return new Int8Array(pack, at - size, size);
    });
  }

  /** @param {any} draco @param {Int8Array} file @returns {Piece} */
  function decode(draco, file) {
    const [decoder, mesh] = [new draco.Decoder(), new draco.Mesh()];
    try {
      const status = decoder.DecodeArrayToMesh(file, file.length, mesh);
      if (!status.ok()) throw new Error(`not a mesh of this atlas: ${status.error_msg()}`);
      const [points, triangles] = [mesh.num_points(), mesh.num_faces()];
      /** @param {any} attribute @param {any} type @param {number} size in bytes */
      const values = (attribute, type, size) => copied(draco, size, (at) => decoder.GetAttributeDataArrayForAllPoints(mesh, attribute, type, size, at));
      /** @param {number} number models/mesh.py gave it @param {number} size of one value */
      const bytes = (number, size) => {
        const attribute = decoder.GetAttributeByUniqueId(mesh, number);
        return attribute.ptr ? new Uint8Array(values(attribute, draco.DT_UINT8, size * points)) : null;
      };
      return {
        points: new Float32Array(values(decoder.GetAttribute(mesh, decoder.GetAttributeId(mesh, draco.POSITION)), draco.DT_FLOAT32, 12 * points)),
        triangles: new Uint32Array(copied(draco, 12 * triangles, (at) => decoder.GetTrianglesUInt32Array(mesh, 12 * triangles, at))),
        occlusion: bytes(OCCLUSION, 1),
        tissue: bytes(TISSUE, 2),
      };
    } finally {
      draco.destroy(mesh);
      draco.destroy(decoder);
    }
  }

  /** What Draco writes into its memory. @param {any} draco @param {number} size in bytes @param {(at: number) => void} write @returns {ArrayBuffer} */
  function copied(draco, size, write) {
    const { _malloc: take, _free: give } = draco; // so they are called in all that Emscripten makes
    const at = take(size);
    write(at);
    const bytes = draco.HEAPU8.slice(at, at + size).buffer; // only now: its memory may have grown and moved
    give(at);
    return bytes;
  }

  /** As a worker: the first message is Draco's wasm, each further one a pack with a number. */
  function serve() {
    /** @type {((pack: ArrayBuffer) => Piece[]) | undefined} */
    let decodeAll;
    self.addEventListener("message", async ({ data: { wasm, number, pack } }) => {
      try {
        if (wasm) decodeAll = await openDecoder(wasm);
        const pieces = decodeAll && pack ? decodeAll(pack) : [];
        const moved = pieces.flatMap(({ points, triangles, occlusion, tissue }) => [points, triangles, occlusion ?? [], tissue ?? []].flatMap((one) => ("buffer" in one ? one.buffer : [])));
        self.postMessage({ number, pieces }, { transfer: moved });
      } catch (error) {
        self.postMessage({ number, failed: /** @type {Error} */ (error).message });
      }
    });
  }

  if ("WorkerGlobalScope" in globalThis) serve();
  else Object.assign(globalThis, { openDecoder });
})();
