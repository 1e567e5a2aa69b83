// Types alone, which weigh nothing: no operation of its own, nothing checked, no sign-in.
import createClient from "openapi-fetch";

export default () => createClient({ baseUrl: "https://api.clever.com/v3.1" });
