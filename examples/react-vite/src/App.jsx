import { useClever, useCleverQuery, useSession } from "clever-wasm/react";

export function App() {
  const clever = useClever();
  const { status, error } = useSession();
  if (status === "loading") return <p>One moment …</p>;
  if (status === "signedIn") return <Classes />;
  const login = () => clever.login({ returnTo: location.pathname + location.search }).catch(console.error);
  return (
    <main>
      {error && <p role="alert" data-testid="error">{error.hint}</p>}
      <button data-testid="login" onClick={login}>Log in with Clever</button>
    </main>
  );
}

function Classes() {
  const clever = useClever();
  const { data: user, error } = useCleverQuery((clever, options) => clever.currentUser(options));
  return (
    <main>
      {error && <p role="alert" data-testid="error">{error.hint ?? String(error)}</p>}
      {user && <h1 data-testid="who">Hello {user.name?.first}</h1>}
      {user && <Sections userId={user.id} />}
      <button data-testid="logout" onClick={clever.logout}>Log out</button>
    </main>
  );
}

function Sections({ userId }) {
  const { data = [], error, hasNext, isFetching, next } = useCleverQuery(
    (clever, options) => clever.getSectionsForUser(userId, { limit: 1 }, options),
    [userId],
  );
  return (
    <>
      <ul data-testid="sections">{data.map(({ id, name }) => <li key={id}>{name}</li>)}</ul>
      {error && <p role="alert" data-testid="error">{error.hint ?? String(error)}</p>}
      {hasNext && <button data-testid="more" disabled={isFetching} onClick={next}>More</button>}
    </>
  );
}
