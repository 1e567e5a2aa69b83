// The net that is spread under every case: what falls into it is noticed, else no case could fail by it.
export default {
  "what a page prints, throws and leaves unhandled is noticed": {
    allows: [/^console hello 1$/, /^error .*on purpose/, /^rejection Error unheard/, /^violation connect-src/],
    async run(scene) {
      const tab = await scene.openApp();
      await tab.run(() => app.misbehave("hello"));
    },
  },

  "a token that is printed is noticed": {
    allows: ({ engine }) => [/^token in a console: \[token\] 1$/, ...(engine === "chromium" ? [/^token in the browser's log$/] : [])],
    async run(scene) {
      const tab = await scene.openApp();
      await tab.run((token) => console.log(token, 1), await scene.clever.token("teacher"));
    },
  },
};
