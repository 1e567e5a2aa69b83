// What is held open, counted: for a soak, in Node and in pages.

/** Counts what is held open from now on: listeners, timers, channels. Before the SDK is made. */
export function watchHeld() {
  const held = { listeners: 0, timers: 0, channels: 0 };
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const known = new WeakMap(); // by target, then by listener and kind
  const key = (type, listener) => (known.get(listener) ?? known.set(listener, Symbol(type)).get(listener));
  EventTarget.prototype.addEventListener = function (type, listener, ...rest) {
    const target = this ?? globalThis;
    if (typeof listener === "function" && !(target instanceof AbortSignal && target.aborted)) {
      if (!known.has(target)) {
        known.set(target, new Map());
        // With its signal's abort a listener has done its work.
        if (target instanceof AbortSignal) addEventListener.call(target, "abort", () => ((held.listeners -= known.get(target).size), known.get(target).clear()));
      }
      const own = known.get(target);
      if (!own.has(key(type, listener))) held.listeners += 1;
      own.set(key(type, listener), type);
    }
    return addEventListener.call(target, type, listener, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, ...rest) {
    const target = this ?? globalThis;
    if (typeof listener === "function" && known.get(target)?.delete(key(type, listener))) held.listeners -= 1;
    return removeEventListener.call(target, type, listener, ...rest);
  };
  for (const [set, clear] of [["setTimeout", "clearTimeout"], ["setInterval", "clearInterval"]]) {
    const [start, stop] = [globalThis[set], globalThis[clear]];
    const open = new Set();
    globalThis[set] = (run, ...rest) => {
      const id = start((...given) => {
        if (set === "setTimeout" && open.delete(id)) held.timers -= 1;
        run(...given);
      }, ...rest);
      open.add(id);
      held.timers += 1;
      return id;
    };
    globalThis[clear] = (id) => {
      if (open.delete(id)) held.timers -= 1;
      stop(id);
    };
  }
  const { BroadcastChannel } = globalThis;
  globalThis.BroadcastChannel = class extends BroadcastChannel {
    constructor(...given) {
      super(...given);
      held.channels += 1;
    }
    close() {
      held.channels -= 1;
      super.close();
    }
  };
  return held;
}
