// Installs here what shows a comment as GitHub does, where its lock file says something new.
import { fileURLToPath } from "node:url";
import { installDependencies } from "../../../toolchain/bin/support/install.mjs";

installDependencies(fileURLToPath(new URL(".", import.meta.url)));
