// The server of a live page, spoken to through trame's client. It stands in a frame of its own, so that a connection that
// dropped begins anew while the page stays as it is. Nothing but this file knows of trame.

const PATIENCE = 5000; // ms until a connection that does not come is given up, and the next one tried
const FIRST = 15000; // the same while there was none yet: the page itself is still coming, and a slow machine has its hands full
const APART = 2000; // ms between two tries, more or less: a whole class does not knock at once

/** @typedef {{ get(key: string): any, update(values: object): Promise<void>, watch(keys: readonly string[], callback: Function): () => void }} TrameState */
/** @typedef {{ state: TrameState, trigger(name: string, args: any[]): Promise<any> }} Trame */

/** @type {Trame | null} */
let trame = null;
let met = false; // whether there was a connection before
/** @type {Set<(trame: Trame) => void>} */
const waiting = new Set();

/** @typedef {typeof live} Live */
export const live = {
  /** Called with each new connection. @type {((state: TrameState) => void)[]} */
  connected: [],

  /** Whether the server is there now. */
  get isThere() {
    return Boolean(trame);
  },

  /** Connects, and does so again for as long as the page is open. */
  connect() {
    if (document.querySelector("iframe[data-live]")) return;
    const frame = Object.assign(document.createElement("iframe"), { src: "live.html", title: "Connection", hidden: true, tabIndex: -1 });
    frame.setAttribute("aria-hidden", "true");
    frame.dataset.live = "";
    document.body.append(frame);
    watch(frame);
  },

  /** The state of the connection. @returns {Promise<TrameState>} */
  async state() {
    live.connect();
    return (await soon()).state;
  },

  /**
   * Asks the server.
   *
   * @param {string} name
   * @param {any} argument
   * @param {number} [patience] ms the answer may take; the connection has to be there sooner
   * @throws {Error} where there is no answer in that time
   */
  async ask(name, argument, patience = PATIENCE) {
    live.connect();
    return inTime((await soon()).trigger(name, [argument]), patience);
  },
};

/** @returns {Promise<Trame>} */
const there = () => (trame ? Promise.resolve(trame) : new Promise((done) => waiting.add(done)));

/** The connection, if it comes in time. */
const soon = () => inTime(there(), met ? PATIENCE : FIRST);

/** @template T @param {Promise<T>} answer @param {number} patience @returns {Promise<T>} */
function inTime(answer, patience) {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error("the server does not answer")), patience);
    answer.then(done, fail).finally(() => clearTimeout(late));
  });
}

/** Trame's client in the frame, once it has the server's state. @param {HTMLIFrameElement} frame */
function readyIn(frame) {
  try {
    const client = /** @type {any} */ (frame.contentWindow)?.trame;
    const isReady = ["trame__template_main", "followed"].every((key) => client?.state?.get(key) !== undefined);
    return isReady ? client : null;
  } catch {
    return null; // it has no state yet; or the frame found no server, and shows a page of the browser's
  }
}

/** Looks after the client in the frame: takes it when it is ready, and starts it anew when it is lost. @param {HTMLIFrameElement} frame */
function watch(frame) {
  const begun = performance.now();
  const timer = setInterval(() => {
    const client = readyIn(frame);
    if (client) {
      clearInterval(timer);
      take(client, frame);
    } else if (performance.now() - begun > 2 * PATIENCE) {
      clearInterval(timer);
      again(frame);
    }
  }, 100);
}

/** @param {Trame} client @param {HTMLIFrameElement} frame */
function take(client, frame) {
  trame = client;
  met = true;
  for (const done of waiting) done(client);
  waiting.clear();
  for (const callback of live.connected) callback(client.state);
  client.state.watch(["trame_error_report_msg"], (/** @type {string} */ message) => {
    if (!message || trame !== client) return;
    trame = null;
    again(frame);
  });
}

/** @param {HTMLIFrameElement} frame */
function again(frame) {
  setTimeout(() => {
    frame.src = "live.html";
    frame.addEventListener("load", () => watch(frame), { once: true });
  }, APART * (0.75 + Math.random() / 2));
}
