import { chmodSync, writeFileSync } from "node:fs";

export function executable(file: string, text: string): void {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}
