// Counts the words of each new note. Several workers never take the same note.
import { setTimeout as sleep } from "node:timers/promises";
import { database } from "./database.js";

const COUNT = `
  UPDATE notes SET words = cardinality(regexp_split_to_array(trim(text), '\\s+'))
  WHERE id = (SELECT id FROM notes WHERE words IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, words`;

for (;;) {
  const { rows } = await database.query(COUNT);
  for (const { id, words } of rows) console.log(`note ${id} has ${words} words`);
  if (rows.length === 0) await sleep(1000);
}
