// The very first page that a fresh process or page reads: nothing is warm, and the module's functions are not compiled yet.
import { usersBody } from "../bodies.mjs";
import { answered, parse } from "../client.mjs";
import { timed } from "../stopwatch.mjs";

/** @param {{ contender: "clever" | "parse" }} options */
export default async function firstCall({ contender }) {
  const bytes = usersBody("ascii");
  const clever = await answered(() => bytes);
  return timed(async () => (contender === "clever" ? (await clever.getUsers()).data : parse(bytes).data));
}
