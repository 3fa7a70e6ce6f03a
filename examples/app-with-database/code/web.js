// GET / lists the notes; POST / with WRITE_KEY keeps one, which the worker then reads.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { database } from "./database.js";

const { PORT, WRITE_KEY } = process.env;

async function answer(request) {
  if (request.method !== "POST") {
    const { rows } = await database.query("SELECT text, words FROM notes ORDER BY id DESC LIMIT 50");
    return [200, rows];
  }
  if (request.headers.authorization !== `Bearer ${WRITE_KEY}`) return [401, { error: "WRITE_KEY, please" }];
  await database.query("INSERT INTO notes (text) VALUES ($1)", [await text(request)]);
  return [201, { kept: true }];
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request).catch((error) => {
    console.error(error);
    return [500, { error: "try again later" }];
  });
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}).listen(PORT, () => console.log(`serves on port ${server.address().port}`));
