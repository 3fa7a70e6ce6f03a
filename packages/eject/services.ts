/** What stands in for an add-on on a server of one's own. */
export interface Service {
  image: string;
  /** Where it keeps its data, if it does. */
  data?: string;
  port: number;
  /** Its own environment; `password` is how Compose reads it. */
  environment?: (password: string) => Record<string, string>;
  command?: (password: string) => string[];
  /** What a config var that ends in `_URL` holds. */
  url: (host: string, password: string) => string;
}

const redis: Service = {
  image: "redis:7",
  data: "/data",
  port: 6379,
  command: (password) => ["redis-server", "--appendonly", "yes", "--requirepass", password],
  url: (host, password) => `redis://:${password}@${host}:6379/0`,
};

const memcached: Service = { image: "memcached:1", port: 11211, url: (host) => `memcached://${host}:11211` };

/** By Heroku's add-on service. Which major version each of them runs today is (unverified). */
const SERVICES: Record<string, Service> = {
  "heroku-postgresql": {
    image: "postgres:17",
    data: "/var/lib/postgresql/data",
    port: 5432,
    environment: (password) => ({ POSTGRES_USER: "app", POSTGRES_DB: "app", POSTGRES_PASSWORD: password }),
    url: (host, password) => `postgres://app:${password}@${host}:5432/app`,
  },
  "heroku-redis": redis,
  rediscloud: redis,
  memcachier: memcached,
  memcachedcloud: memcached,
  ormongo: {
    image: "mongo:7",
    data: "/data/db",
    port: 27017,
    environment: (password) => ({ MONGO_INITDB_ROOT_USERNAME: "app", MONGO_INITDB_ROOT_PASSWORD: password }),
    url: (host, password) => `mongodb://app:${password}@${host}:27017/app?authSource=admin`,
  },
};

export const serviceFor = (plan: string): Service | undefined => SERVICES[plan.split(":")[0] ?? ""];

export const takesPassword = ({ environment, command }: Service): boolean => Boolean(environment || command);
