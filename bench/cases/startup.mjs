// An app's script in a fresh page, from its text to a client that can be used: parsing, evaluation, the client's own start.
import { timed } from "../stopwatch.mjs";

/** @param {{ app: string }} options @returns {Promise<{ clock: number, cpu?: number }>} */
export default async function startup({ app }) {
  const script = document.createElement("script");
  script.textContent = await (await fetch(`/bundles/${app}.js`)).text();
  return timed(() => {
    document.head.append(script);
    return globalThis.app.default();
  });
}
