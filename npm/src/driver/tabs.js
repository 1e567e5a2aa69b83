// Sign-outs travel between the tabs of an app; nothing else does. A stamp of the last one stays in localStorage, for
// pages that were frozen when it happened.

/**
 * @param {string} clientId
 * @param {(stamp: number) => void} signedOutElsewhere told of a sign-out and when it was
 */
export function createTabs(clientId, signedOutElsewhere) {
  const name = `clever:${clientId}`;
  const stampKey = `${name}:signed_out`;
  let channel = null;
  let wanted = false;

  const tell = (stamp) => Number.isFinite(stamp) && signedOutElsewhere(stamp);
  const onStorage = (event) => event.key === stampKey && tell(Number(event.newValue ?? NaN));
  const recheck = () => tell(stamp());

  /** When a tab last signed out, as far as storage may be read. */
  function stamp() {
    try {
      return Number(localStorage.getItem(stampKey) ?? NaN);
    } catch {
      return NaN;
    }
  }
  function openChannel() {
    if (channel || !wanted || typeof BroadcastChannel !== "function") return;
    try {
      channel = new BroadcastChannel(name);
      channel.onmessage = (event) => tell(event.data?.signedOut);
    } catch {
      channel = null; // an opaque origin: the storage event has to do
    }
  }
  function closeChannel() {
    channel?.close();
    channel = null;
  }
  // A page with an open channel may not be kept for Back; it is closed while the page rests.
  const onShow = () => (openChannel(), recheck());

  return {
    /** From the first session on. */
    open() {
      if (wanted) return openChannel();
      wanted = true;
      openChannel();
      addEventListener("storage", onStorage);
      addEventListener("pagehide", closeChannel);
      addEventListener("pageshow", onShow);
    },
    recheck,
    stamp,
    announce() {
      const now = Date.now();
      try {
        localStorage.setItem(stampKey, String(now));
      } catch {
        // Denied: the channel alone has to do.
      }
      channel?.postMessage({ signedOut: now });
    },
    close() {
      if (!wanted) return;
      wanted = false;
      closeChannel();
      removeEventListener("storage", onStorage);
      removeEventListener("pagehide", closeChannel);
      removeEventListener("pageshow", onShow);
    },
  };
}
