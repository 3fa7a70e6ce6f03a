/** Answers to reads, shared by everyone who asks while nothing has been written. */
export interface Cache {
  share<T>(path: string, read: () => Promise<T>): Promise<T>;
  /** A write may have changed anything but Heroku's own catalogues. */
  drop(): void;
}

const CATALOGUE = /^\/(regions|stacks|dyno-sizes|addon-services)\b/;

export function createCache(): Cache {
  const answers = new Map<string, Promise<unknown>>();
  return {
    share<T>(path: string, read: () => Promise<T>) {
      const kept = answers.get(path);
      if (kept) return kept as Promise<T>;
      const answer = read();
      answers.set(path, answer);
      answer.catch(() => answers.get(path) === answer && answers.delete(path));
      return answer;
    },
    drop() {
      for (const path of answers.keys()) if (!CATALOGUE.test(path)) answers.delete(path);
    },
  };
}
