import { users } from "./users.mjs";

users();
