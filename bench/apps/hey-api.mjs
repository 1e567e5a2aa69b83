// All 53 operations, nothing checked, no sign-in.
import * as operations from "clever-generated";

export default () => operations;
