// The documentation site: `cargo xtask docs` builds it into docs/.vitepress/dist.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const guides = [
  ["Quick start", "/guides/quick-start"],
  ["Signing in", "/guides/sign-in"],
  ["Portal launches and Instant Login", "/guides/portal-launches"],
  ["Which token reaches what", "/guides/token-reach"],
  ["Shared devices", "/guides/shared-devices"],
  ["People in several roles", "/guides/multi-role"],
  ["Paging and large districts", "/guides/paging"],
  ["Errors and retries", "/guides/errors"],
  ["Attendance, events and LMS Connect", "/guides/attendance-events-lms"],
  ["Matching a roster with your accounts", "/guides/matching"],
  ["React, Vue and Svelte", "/guides/bindings"],
  ["Testing your app", "/guides/testing"],
  ["The emulator", "/guides/emulator"],
  ["CSP and Trusted Types", "/guides/csp"],
  ["Server-side rendering and servers", "/guides/servers"],
  ["Rust apps", "/guides/rust"],
];
const moving = [
  ["From API v2.1", "/guides/from-v2.1"],
  ["From auth0-spa-js", "/guides/from-auth0-spa-js"],
  ["From oidc-client-ts", "/guides/from-oidc-client-ts"],
  ["From hand-written fetch", "/guides/from-fetch"],
];
const reference = [
  ["Options", "/reference/options"],
  ["Identity", "/reference/identity"],
  ["Users", "/reference/users"],
  ["Sections", "/reference/sections"],
  ["Schools", "/reference/schools"],
  ["Districts", "/reference/districts"],
  ["Courses", "/reference/courses"],
  ["Terms", "/reference/terms"],
  ["Resources", "/reference/resources"],
  ["Events", "/reference/events"],
  ["Attendance", "/reference/attendance"],
  ["Assignments and submissions", "/reference/lms-connect"],
  ["Records", "/reference/records"],
  ["Errors", "/reference/errors"],
  ["Security", "/reference/security"],
  ["Performance", "/reference/performance"],
];
const items = (pages) => pages.map(([text, link]) => ({ text, link }));
const sections = [["Guides", guides], ["Moving to clever-wasm", moving], ["Reference", reference]];

export default {
  title: "clever-wasm",
  description: "Sign in with Clever from a single-page app, and call Clever's API with typed, checked results.",
  lang: "en",
  cleanUrls: false,
  // Folders of the sources, not pages.
  srcExclude: ["node_modules/**"],
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Quick start", link: "/guides/quick-start" },
      { text: "Reference", link: "/reference/options" },
      { text: "Errors", link: "/reference/errors" },
    ],
    sidebar: sections.map(([text, pages]) => ({ text, items: items(pages) })),
    footer: { message: "Not affiliated with, or endorsed by, Clever Inc." },
  },
  /** The pages as Markdown beside their HTML, and their list, for coding assistants. */
  buildEnd({ outDir, srcDir, pages }) {
    for (const page of pages) {
      mkdirSync(dirname(join(outDir, page)), { recursive: true });
      copyFileSync(join(srcDir, page), join(outDir, page));
    }
    const list = sections.map(([title, entries]) => {
      const lines = entries.map(([text, link]) => `- [${text}](.${link}.md): ${summary(join(srcDir, `${link}.md`))}`);
      return `## ${title}\n\n${lines.join("\n")}\n`;
    });
    writeFileSync(
      join(outDir, "llms.txt"),
      `# clever-wasm\n\n> Sign in with Clever (K-12 single sign-on) from a single-page app through the OAuth 2.0 implicit grant, and call Clever's API with typed, checked results. Browser SDK, no server, no secret, no dependencies.\n\n${list.join("\n")}`,
    );
  },
};

/** The first sentence below a page's title. */
function summary(file) {
  const text = readFileSync(file, "utf8").replace(/^<!--.*-->$/gm, "").split(/^# .*$/m)[1] ?? "";
  const paragraph = text.trim().split(/\n\s*\n/)[0].replace(/\s+/g, " ").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return /^.*?\.(?=\s|$)/.exec(paragraph)?.[0] ?? paragraph;
}
