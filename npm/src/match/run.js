// The steps of a run, the same in a worker and on the page's own thread. Each is short, or gives way between its pieces.
import { readBytes } from "./bytes.js";
import { createPause } from "./pause.js";

/** What the module refuses: a word and its details. Faults cross threads as these; errors are made of them at the end. */
export class Fault {
  constructor(word, detail = "", more = "") {
    Object.assign(this, { word, detail, more });
  }
}

const PIECE = 1 << 18;
const ID_PIECE = 65_536;
const COLUMN_END = 0x1e;
/** More than so much is not taken beforehand. */
const MOST_EXPECTED = 2 ** 28;

/**
 * @param {object} instance
 * @param {(rows: number, bytes: number) => void} tell of progress
 * @param {() => boolean} [isOver] whether nobody waits any more
 * @param {(instance: object) => void} [giveBack] what is to become of the instance
 */
export function createRun(instance, tell, isOver = () => false, giveBack = () => {}) {
  const pause = createPause();
  const encoder = new TextEncoder();
  const secret = () => crypto.getRandomValues(new Uint8Array(16));

  /** Gives way to others when it has been a while. */
  async function rest() {
    await pause();
    if (isOver()) throw new Fault("cancelled");
  }

  function check(told) {
    if (told !== undefined) throw new Fault(...told.split("\u001f"));
  }

  const write = (bytes) => instance.room(bytes.length).set(bytes);

  /** Bytes of a table or of JSON, in pieces. */
  async function feed(side, bytes, last) {
    let at = 0;
    do {
      const piece = bytes.subarray(at, (at += PIECE));
      write(piece);
      check(instance[side](piece.length, 0, last && at >= bytes.length));
      tell(instance.rows(side === "roster"), piece.length);
      await rest();
    } while (at < bytes.length);
  }

  const steps = {
    open: async (settings, expected = 0) => check(instance.open(settings, secret(), Math.min(expected, MOST_EXPECTED))),
    async restore(bytes) {
      write(bytes);
      if (!instance.restore(secret())) throw new Fault("no_snapshot");
    },
    guess: async (names) => instance.guess(names.join("\u001e")).split("\u001e"),
    rosterColumns: async () => instance.rosterColumns().split("\u001e").map((line) => line.split("\u001f")),
    feed,
    /** A Blob, a stream or an iterable of bytes, read here. */
    async drain(side, source, encoding) {
      for await (const bytes of readBytes(source, encoding)) await feed(side, bytes, false);
      await feed(side, new Uint8Array(), true);
    },
    /** Records as columns of cells. `false` where they hold separators: they are to come again without. */
    async batch(side, columns, rows, gone) {
      // A character has three bytes at most; they are written where they are read.
      const room = instance.room(columns.reduce((sum, { length }) => sum + length * 3 + 1, 0));
      let written = 0;
      for (const column of columns) {
        written += encoder.encodeInto(column, room.subarray(written)).written;
        room[written++] = COLUMN_END;
      }
      written -= 1; // between columns only
      const told = gone ? instance.changes(written, rows, gone) : instance[side](written, rows, false);
      if (told?.startsWith("uneven")) return false;
      check(told);
      tell(instance.rows(side === "roster"), written);
      await rest();
      return true;
    },
    async close() {
      while (!instance.close()) await rest();
    },
    /** Decides, and gives the outcome as plain columns. The run is over. */
    async resolve(keep) {
      while (!instance.resolve(keep)) await rest();
      const outcome = { memory: instance.memory(), localRows: instance.rows(false), rosterRows: instance.rows(true) };
      const names = instance.names().trim().split(" ").map((name) => name.split(":"));
      for (const [number, [name, width]] of names.entries()) outcome[name] = instance.column(number, Number(width));
      outcome.ids = new Uint32Array(outcome.rosterRows * 3);
      for (let at = 0; at < outcome.ids.length; at += ID_PIECE) {
        outcome.ids.set(instance.idPiece(at / ID_PIECE, Math.min(ID_PIECE, outcome.ids.length - at)), at);
      }
      const [keys, columns, skipped] = instance.facts().split("\u001d");
      outcome.keys = keys.split(" ");
      const lines = (text) => text.split("\u001e").filter((line) => line !== "").map((line) => line.split("\u001f"));
      outcome.tableColumns = lines(columns);
      outcome.skipped = skipped.split(" ").map(Number);
      outcome.oddIds = lines(instance.oddIds());
      giveBack(instance);
      instance = undefined; // its memory goes with it
      return outcome;
    },
  };
  /** A trap is told as a fault, so that it crosses threads. */
  const guarded = (step) => async (...given) => {
    try {
      return await step(...given);
    } catch (thrown) {
      throw thrown instanceof WebAssembly.RuntimeError ? new Fault("trap", String(instance.memory())) : thrown;
    }
  };
  return Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, guarded(step)]));
}
