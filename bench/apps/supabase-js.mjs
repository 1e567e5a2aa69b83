import { createClient } from "@supabase/supabase-js";

export default () => createClient("https://project.example", "key");
