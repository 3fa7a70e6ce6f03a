// One program for all shops: what differs comes from config vars.
import { createServer } from "node:http";

const { PORT, SHOP, CLOSED_ON } = process.env;

const server = createServer((_request, response) => {
  const closed = CLOSED_ON ? `, closed on ${CLOSED_ON}` : "";
  response.writeHead(200, { "content-type": "text/plain" }).end(`The shop in ${SHOP}${closed}\n`);
}).listen(PORT, () => console.log(`serves on port ${server.address().port}`));
