// The nearest to the whole SDK that can be put together: sign-in, 53 operations, checked.
import { UserManager } from "oidc-client-ts";
import * as operations from "clever-generated";
import * as schemas from "clever-generated/zod.gen";

export default () => ({ manager: UserManager, operations, schemas });
