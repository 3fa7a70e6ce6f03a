// What is wrong with stack files, for `npm run doctor`: reads them as JSON, a list of `StackFile` without `env`, and prints the
// reasons by stack. No value of a secret is in them.
import { text } from "node:stream/consumers";
import { RunError } from "@pulumi/pulumi/errors.js";
import type { StackFile } from "./settings/stack-file.ts";
import { settingsOf } from "./settings.ts";

const files: Omit<StackFile, "env">[] = JSON.parse(await text(process.stdin));

function reasons(file: Omit<StackFile, "env">): string[] {
  try {
    settingsOf({ ...file, env: process.env });
    return [];
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    const [headline = "", ...wrong] = error.message.split("\n");
    return wrong.length > 0 ? wrong.map((line) => line.trim()) : [headline];
  }
}

process.stdout.write(JSON.stringify(Object.fromEntries(files.map((file) => [file.stack, reasons(file)]))));
