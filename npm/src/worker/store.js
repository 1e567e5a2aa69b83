// One value of IndexedDB.

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {string} key whose value it is */
export async function open(key) {
  const opening = indexedDB.open("clever-wasm emulator", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("state");
  const database = await done(opening);
  const values = (mode) => database.transaction("state", mode, { durability: "strict" }).objectStore("state");
  return {
    get: () => done(values("readonly").get(key)),
    put: (value) => done(values("readwrite").put(value, key)),
  };
}
