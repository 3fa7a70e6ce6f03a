// Runs before each release is in effect.
import { database } from "./database.js";

await database.query("CREATE TABLE IF NOT EXISTS notes (id SERIAL PRIMARY KEY, text TEXT NOT NULL, words INTEGER)");
await database.end();
