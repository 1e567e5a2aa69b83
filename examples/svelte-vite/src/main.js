import { clever } from "./clever.js"; // first: see there
import { mount } from "svelte";
import App from "./App.svelte";

mount(App, { target: document.getElementById("app"), props: { client: clever } });
