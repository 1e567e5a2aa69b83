// openapi-fetch, and valibot for what every operation answers: checked, no sign-in.
import createClient from "openapi-fetch";
import * as schemas from "clever-generated/valibot.gen";

export default () => ({ client: createClient({ baseUrl: "https://api.clever.com/v3.1" }), schemas });
