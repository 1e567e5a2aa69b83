// The net that is spread under every case: what falls into it is noticed, else no case could fail by it.
export default {
  "S45 what a page prints, throws and leaves unhandled is noticed": {
    allows: [/^console hello 1$/, /^error .*on purpose/, /^rejection Error unheard/, /^violation connect-src/],
    async run(scene) {
      const tab = await scene.openApp();
      await tab.run(() => app.misbehave("hello"));
    },
  },

  "S45 a token that is printed is noticed": {
    allows: ({ engine }) => [/^token in a console: \[token\] 1$/, ...(engine === "chromium" ? [/^token in the browser's log$/] : [])],
    async run(scene) {
      const tab = await scene.openApp();
      await tab.run((token) => console.log(token, 1), await scene.clever.token("teacher"));
    },
  },

  "S45 a token that a page keeps, shows or sends is noticed": {
    allows: ["history state", "sessionStorage", "localStorage", "markup", "name", "told"].map((place) => new RegExp(`^token in the page's ${place}$`)).concat(/^token in an address$/, /^token in what another site was asked for$/),
    async run(scene) {
      const site = await scene.site({ pages: { "/": "<!doctype html><title>Elsewhere</title>" } });
      const tab = await scene.openApp();
      const given = await scene.clever.token("teacher");
      await scene.open(`${site.origin}/?token=${given}`);
      await tab.run((token) => {
        history.replaceState({ token }, "");
        sessionStorage.setItem("theirs", token);
        localStorage.setItem("theirs", token);
        document.body.dataset.token = token;
        window.name = token;
        app.events.push(token);
      }, given);
    },
  },
};
