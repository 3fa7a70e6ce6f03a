/** What `A` stands for. https://redis.io/docs/latest/develop/use/keyspace-notifications/ */
const ALL = [..."g$lshztxe"];

/** Whether two lists of keyspace events are the same ones: Redis tells them in an order of its own, and `A` where it can. */
export const sameEvents = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (events: string): string =>
  [...new Set([...events].flatMap((event) => (event === "A" ? ALL : [event])))].sort().join("");
