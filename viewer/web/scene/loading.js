// How much of the body has come, as the page shows it.

import { get, set } from "../state/store.js";

/** @typedef {import("./types.js").Loading} Loading */

const GAP = 1000; // ms between pictures of what still comes: each of them takes time from it

/** @type {Loading} */
const NOTHING = { done: 0, all: 0, bytes: 0, size: 0, failed: [] };

/** Begins anew: another body is about to come. */
export const countNothing = () => set("loading", NOTHING);

/** What has come, or is awaited, beside the rest. @param {Partial<Loading>} more */
export function count({ all = 0, done = 0, bytes = 0, size = 0, failed = [] }) {
  const now = get("loading");
  set("loading", {
    all: now.all + all,
    done: now.done + done,
    bytes: now.bytes + bytes,
    size: now.size + size,
    failed: [...now.failed, ...failed],
  });
}

/** The groups that did not come: they are not awaited any more. @param {(group: string) => number} sizeOf @returns {readonly string[]} */
export function takeFailed(sizeOf) {
  const { all, size, failed, ...rest } = get("loading");
  const sizes = failed.reduce((sum, group) => sum + sizeOf(group), 0);
  set("loading", { ...rest, all: all - failed.length, size: size - sizes, failed: [] });
  return failed;
}

/** When a body is drawn while it comes: all of it at once where that takes no longer than a moment. */
export class Coming {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #begun = false;

  /** @param {() => void} refresh draws what is there */
  constructor(refresh) {
    this.refresh = refresh;
  }

  /** Another body is about to come. */
  begin() {
    this.#begun = false;
  }

  /** Something has come, or will not: it is drawn with all the rest, or else in a moment. */
  arrived() {
    if (isComplete()) this.#draw();
    else this.#timer ??= setTimeout(() => this.#draw(), GAP);
  }

  #draw() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#begun = true;
    this.refresh();
  }

  /** Whether the picture that stands is better than a part of what comes. */
  get keeps() {
    this.#begun ||= isComplete();
    return isAwaited() && !this.#begun;
  }
}

/** Whether something is on its way. */
export const isAwaited = () => get("loading")?.all > 0 && !isComplete();

/** Whether all of it has come, or will not. */
export function isComplete() {
  const { all, done, failed } = get("loading") ?? NOTHING;
  return all > 0 && all === done + failed.length;
}
