// The emulator's own switches. No real Clever has them.

/** Asks the emulator for something: `faults`, `options`, `records`. */
export async function control(emulator, method, path, body) {
  const address = new URL(`../_emulator/${path}`, emulator.authorizeUrl);
  const answer = await fetch(address, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the emulator answered ${answer.status}`);
  return answer.json();
}
