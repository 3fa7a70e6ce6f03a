/** What the sandbox keeps: JSON documents, a collection for each noun, found by id or by declared keys. */
export interface Document {
  id: string;
}

export type Where<T> = { [K in keyof T]?: T[K] & (string | number | null) };

export interface ListOptions {
  /** Newest first instead of in the order of creation. */
  newestFirst?: boolean;
  limit?: number;
}

export interface Table<T extends Document> {
  get(id: string): T | undefined;
  /** The one document with these values. The keys must be declared in `unique` or `indexes`. */
  find(where: Where<T>): T | undefined;
  /** In the order of creation. Without `where`: all of them. */
  list(where?: Where<T>, options?: ListOptions): T[];
  count(where?: Where<T>): number;
  insert(document: T): T;
  /** Inserts it, or takes it in the place of the one with its id. */
  put(document: T): T;
  /** Changes the named fields and returns the whole document. */
  update(id: string, change: Partial<T>): T;
  delete(id: string): void;
  deleteWhere(where: Where<T>): void;
}

export interface Store {
  table<T extends Document>(shape: Shape): Table<T>;
  /** All of the work or none of it. Not to be nested. */
  transaction<T>(work: () => T): T;
  /** The next number of a named sequence; survives restarts and never goes back. */
  next(sequence: string): number;
  tasks: TaskQueue;
  /** Every document of every collection, without what the collection declares as hidden. */
  dump(): Record<string, unknown[]>;
  /** Forgets every document and task; sequences go on. */
  clear(): void;
  close(): void;
}

export interface Task {
  id: number;
  kind: string;
  dueAt: number;
  payload: Record<string, string>;
}

export interface TaskQueue {
  add(dueAt: number, kind: string, payload: Record<string, string>): void;
  /** The first task that is due, in the order of their times. */
  due(now: number): Task | undefined;
  /** When the next task is due. */
  nextAt(): number | undefined;
  remove(id: number): void;
}

export interface Shape {
  name: string;
  indexes: string[][];
  unique: string[][];
  hidden: string[];
}

/** A collection is called with whatever holds the store: `apps(call).get(id)`. */
export interface Collection<T extends Document> {
  (holder: { store: Store }): Table<T>;
  shape: Shape;
}

interface Declaration<T> {
  /** Key combinations that `find`, `list` and `count` may ask for. */
  indexes?: (keyof T & string)[][];
  /** Key combinations that no two documents share; may be asked for as well. */
  unique?: (keyof T & string)[][];
  /** Fields that hold secrets: the control path `/_sandbox/state` shows only the names in them. */
  hidden?: (keyof T & string)[];
}

export function collection<T extends Document>(name: string, declaration: Declaration<T> = {}): Collection<T> {
  const shape: Shape = {
    name,
    indexes: declaration.indexes ?? [],
    unique: declaration.unique ?? [],
    hidden: declaration.hidden ?? [],
  };
  return Object.assign((holder: { store: Store }) => holder.store.table<T>(shape), { shape });
}
