"use client";
// clever-wasm/react. What a binding shows it reads from one place for each client, so that StrictMode's second mount,
// two roots and a server's rendering all see the same.
export { CleverProvider, useClever, useSession } from "./provider.js";
export { useCleverQuery } from "./query.js";
