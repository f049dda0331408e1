// Hands on the stage: mouse, touch and keys turn, move and near the body; a press picks, a hover names.

import { page } from "./page.js";
import { scene } from "./scene.js";
import { hover } from "./labels.js";

const DEGREES = 0.35; // per pixel
const PRESS = 6; // pixels a finger may tremble and still press
const KEYS = {
  ArrowLeft: [10, 0],
  ArrowRight: [-10, 0],
  ArrowUp: [0, -8],
  ArrowDown: [0, 8],
};

export function listen(stage) {
  const fingers = new Map();
  let travelled = 0;
  let pinch = 0;

  const place = (event) => {
    const { left, top } = stage.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button, a")) return;
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    travelled = fingers.size > 1 ? PRESS + 1 : 0;
    pinch = fingers.size === 2 ? spread() : 0;
    hover(null);
  });

  stage.addEventListener("pointermove", (event) => {
    const now = place(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") name(now);
      return;
    }
    fingers.set(event.pointerId, now);
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    travelled += Math.abs(dx) + Math.abs(dy);
    if (travelled <= PRESS) return;
    if (fingers.size === 2) {
      const wide = spread();
      scene.orbit.pan(dx / 2, dy / 2);
      if (pinch) scene.orbit.zoom(wide / pinch);
      pinch = wide;
    } else if (event.shiftKey || event.buttons & 6) {
      scene.orbit.pan(dx, dy);
    } else {
      scene.orbit.turn(dx * DEGREES, dy * DEGREES);
    }
  });

  const release = (event) => {
    const pressed = fingers.delete(event.pointerId) && travelled <= PRESS && event.type === "pointerup";
    if (!pressed || event.button > 0) return;
    const hit = scene.pick(...place(event), event.pointerType === "mouse" ? 5 : 14);
    page.select(hit?.id ?? "", { fly: false });
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("pointerleave", () => hover(null));
  stage.addEventListener("contextmenu", (event) => event.preventDefault());
  stage.addEventListener("dblclick", (event) => {
    const hit = scene.pick(...place(event));
    if (hit) page.select(hit.id);
  });
  stage.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      scene.orbit.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)));
    },
    { passive: false },
  );
  stage.addEventListener("keydown", (event) => steer(event, stage));
}

let asked = 0;

/** Names what the mouse rests on, once a frame. */
function name(place) {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => {
    const hit = scene.complete ? scene.pick(...place) : null;
    hover(hit, place);
  });
}

function steer(event, stage) {
  if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = KEYS[event.key];
  if (arrow && event.shiftKey) scene.orbit.pan(arrow[0] * 4, -arrow[1] * 5);
  else if (arrow) scene.orbit.turn(arrow[0], arrow[1]);
  else if (event.key === "+" || event.key === "=") scene.orbit.zoom(1.2);
  else if (event.key === "-") scene.orbit.zoom(1 / 1.2);
  else if (event.key === "0" || event.key === "Home") page.view("back");
  else if (event.key === "Escape") page.select("");
  else return;
  event.preventDefault();
}
