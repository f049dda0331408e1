// The line of this page to its class: opened anew, with more and more time between, for as long as the page takes part.

/** @typedef {{ do: string } & Record<string, any>} Message */

const FIRST = 250; // ms until the first new try, more or less: a whole class does not knock at once
const LONGEST = 4000;

export class Line {
  /** @type {WebSocket | null} */
  #socket = null;
  #tries = 0;
  #ended = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /**
   * @param {object} how
   * @param {() => Message} how.hello what is said first
   * @param {(message: Message) => void} how.heard
   * @param {() => void} how.lost
   */
  constructor({ hello, heard, lost }) {
    this.hello = hello;
    this.heard = heard;
    this.lost = lost;
    this.again = () => this.#again(0);
    this.gone = () => this.#socket?.close();
    window.addEventListener("online", this.again);
    window.addEventListener("offline", this.gone);
    this.#open();
  }

  #open() {
    const url = new URL("class/ws", location.href.replace(/[?#].*$/, ""));
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener("open", () => socket.send(JSON.stringify(this.hello())));
    socket.addEventListener("message", ({ data }) => {
      if (this.#socket !== socket) return;
      this.#tries = 0;
      this.heard(JSON.parse(data));
    });
    socket.addEventListener("close", () => {
      if (this.#socket !== socket || this.#ended) return;
      this.#socket = null;
      this.lost();
      this.#again(Math.min(LONGEST, FIRST * 2 ** this.#tries) * (0.5 + Math.random() / 2));
      this.#tries += 1;
    });
  }

  /** @param {number} after ms */
  #again(after) {
    clearTimeout(this.#waiting);
    if (!this.#ended && !this.#socket) this.#waiting = setTimeout(() => this.#open(), after);
  }

  /** Says something, if the line is open. @param {Message} message */
  say(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Whether what is said piles up: the next look can wait. */
  get slow() {
    return (this.#socket?.bufferedAmount ?? 0) > 0;
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#waiting);
    window.removeEventListener("online", this.again);
    window.removeEventListener("offline", this.gone);
    this.#socket?.close();
  }
}
