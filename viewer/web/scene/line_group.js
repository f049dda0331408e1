// The draw group of the line of gravity: it goes forward with the weight a cause carries there.

import { fill } from "./dataset.js";
import { Group } from "./group.js";
import { valueAt } from "../change/shift.js";

export class LineGroup extends Group {
  #forward = 0; // mm

  /** Takes the line to where the body's weight acts. @param {number} amount of the cause, 0-1 @param {import("../change/types.js").Facts} [facts] of the cause, if one is drawn */
  carry(amount, facts) {
    const figure = facts?.figures.find(({ key }) => this.ids.includes(key));
    const forward = facts && figure ? valueAt(figure, facts.amounts, amount) : 0;
    if (!this.mesh || forward === this.#forward) return;
    const points = this.mesh.points.map((value, i) => (i % 3 === 1 ? value - forward + this.#forward : value)); // y leads back
    this.mesh = { ...this.mesh, points };
    this.#forward = forward;
    for (const held of [this.held, this.ghost]) if (held) fill(held, this.mesh);
  }
}
