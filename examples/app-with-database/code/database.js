import pg from "pg";

/** Where it is comes from DATABASE_URL, whether its certificate is checked from PGSSLMODE. */
export const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });

// A connection that breaks while nobody uses it, as in a maintenance, is replaced by the next one.
database.on("error", (error) => console.error(error.message));
