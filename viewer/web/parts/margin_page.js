// The labels' words and leaders as elements of the page. Each word is measured once; after that only transforms are written.

/** @typedef {import("../camera/margins.js").Label} Label */
/** @typedef {{ wide: number, high: number }} Measures */
/** @typedef {{ box: HTMLElement, name: HTMLElement, note: HTMLElement, words: string, at: string }} Shown */

const SVG = "http://www.w3.org/2000/svg";
const LINES = ["margin-halo", "margin-line", "margin-rim", "margin-dot"];

/** @param {string} text @param {string} note */
const wordsOf = (text, note) => `${text}\n${note}`;

export class MarginPage {
  /** @type {Map<string, Measures>} by words */
  #measures = new Map();
  /** @type {Map<string, Shown>} by id */
  #shown = new Map();
  /** @type {Shown[]} to be used again */
  #spare = [];
  /** @type {SVGPathElement[]} */
  #lines = [];
  #drawn = "";
  #width = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "margin-leaders");
    this.#lines = LINES.map((name) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      svg.append(path);
      return path;
    });
    root.prepend(svg);
  }

  /** How large words are; all that are new are laid out at once. @param {readonly { text: string, note: string }[]} named @param {number} width of the stage: what they wrap at */
  measure(named, width) {
    if (width !== this.#width) this.#measures.clear();
    this.#width = width;
    const fresh = named.filter(({ text, note }) => !this.#measures.has(wordsOf(text, note)));
    const boxes = fresh.map((one) => {
      const shown = this.#make();
      this.#write(shown, one);
      shown.box.dataset.measured = "";
      shown.box.hidden = false;
      return shown;
    });
    const sizes = boxes.map(({ box }) => ({ wide: Math.ceil(box.offsetWidth), high: Math.ceil(box.offsetHeight) }));
    boxes.forEach((shown, i) => {
      this.#measures.set(shown.words, sizes[i]);
      delete shown.box.dataset.measured;
      this.#putAway(shown);
    });
    return named.map(({ text, note }) => /** @type {Measures} */ (this.#measures.get(wordsOf(text, note))));
  }

  /** Fonts may have come since. */
  forget() {
    this.#measures.clear();
  }

  /** @param {readonly Label[]} labels @param {ReadonlyMap<string, { text: string, note: string }>} named */
  show(labels, named) {
    const ids = new Set(labels.map(({ id }) => id));
    for (const [id, shown] of this.#shown) {
      if (ids.has(id)) continue;
      this.#shown.delete(id);
      this.#putAway(shown);
    }
    for (const label of labels) this.#place(label, named.get(label.id) ?? { text: "", note: "" });
    this.#lead(labels);
  }

  /** @param {Label} label @param {{ text: string, note: string }} one */
  #place({ id, side, x, y }, one) {
    const shown = this.#shown.get(id) ?? this.#spare.pop() ?? this.#make();
    this.#shown.set(id, shown);
    this.#write(shown, one);
    const { box } = shown;
    if (box.dataset.id !== id) box.dataset.id = id;
    if (box.dataset.side !== side) box.dataset.side = side;
    const at = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    if (at !== shown.at) box.style.transform = shown.at = at;
    if (box.hidden) box.hidden = false;
  }

  /** @param {readonly Label[]} labels */
  #lead(labels) {
    const at = (/** @type {import("../camera/leaders.js").Spot} */ [x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`;
    const lines = labels.map(({ leader: [from, elbow, to] }) => `M${at(from)}L${at(elbow)}L${at(to)}`).join("");
    if (lines === this.#drawn) return;
    this.#drawn = lines;
    const dots = labels.map(({ leader }) => `M${at(leader[2])}h.01`).join("");
    this.#lines.forEach((path, i) => path.setAttribute("d", i < 2 ? lines : dots));
  }

  /** @returns {Shown} */
  #make() {
    const spare = this.#spare.pop();
    if (spare) return spare;
    const box = Object.assign(document.createElement("p"), { className: "margin-label", hidden: true });
    const [name, note] = [document.createElement("b"), document.createElement("small")];
    box.append(name, note);
    this.root.append(box);
    return { box, name, note, words: "", at: "" };
  }

  /** @param {Shown} shown @param {{ text: string, note: string }} one */
  #write(shown, { text, note }) {
    const words = wordsOf(text, note);
    if (shown.words === words) return;
    shown.words = words;
    shown.name.textContent = text;
    shown.note.textContent = note;
    shown.note.hidden = !note;
  }

  /** @param {Shown} shown */
  #putAway(shown) {
    shown.box.hidden = true;
    delete shown.box.dataset.id;
    this.#spare.push(shown);
  }
}
