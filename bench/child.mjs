// A case in a process of its own.
process.once("message", async ({ file, options }) => {
  const answer = await import(file).then((bundle) => bundle.default(options)).then(
    (value) => ({ value }),
    (error) => ({ error: error.stack ?? String(error) }),
  );
  process.send(answer);
});
