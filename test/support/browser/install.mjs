// Installs here what drives Chromium, where its lock file says something new.
import { fileURLToPath } from "node:url";
import { installDependencies } from "../../../packages/toolchain/bin/support/install.mjs";

installDependencies(fileURLToPath(new URL(".", import.meta.url)));
