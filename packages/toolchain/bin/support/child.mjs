import { spawn } from "node:child_process";

/**
 * How a child ended, and the signal that asked us to end while it ran.
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, asked: NodeJS.Signals | undefined }} Ending
 */

/** By these a terminal, a shell or a service asks a command to end. */
export const ASK_TO_END = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const WITNESS_DELAY_MS = 100;

/**
 * Runs a command in our place: same terminal, same process group, and a signal that was sent to us alone is passed on.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @param {(child: import("node:child_process").ChildProcess) => void} [begun] called once it runs
 * @returns {Promise<Ending>}
 */
export function runChild(command, args, options = {}, begun = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    begun(child);
    /** @type {NodeJS.Signals | undefined} */
    let asked;
    const stop = forwardSignals(child, (signal) => {
      asked = signal;
    });
    child.once("error", (error) => {
      stop();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      stop();
      resolve({ code, signal, asked });
    });
  });
}

/**
 * A terminal sends Ctrl-C to the whole process group, so the child has it already; repeating it would be the second one,
 * which tells Pulumi to stop at once and lose what it was doing. A signal says nothing of its sender: a witness in the same
 * group does. If the signal killed it too, the whole group got it; if it lives, the signal was for us alone.
 * @param {import("node:child_process").ChildProcess} child
 * @param {(signal: NodeJS.Signals) => void} received
 */
function forwardSignals(child, received) {
  let witness = startWitness();
  /** @param {NodeJS.Signals} signal */
  const onSignal = async (signal) => {
    received(signal);
    const seen = witness;
    const group = await diedWithin(seen, WITNESS_DELAY_MS);
    if (!group) child.kill(signal);
    else if (witness === seen) witness = startWitness();
  };
  for (const signal of ASK_TO_END) process.on(signal, onSignal);
  return () => {
    for (const signal of ASK_TO_END) process.off(signal, onSignal);
    witness.kill("SIGKILL");
  };
}

/** Ends with us, whatever ends us: its standard input closes. */
function startWitness() {
  const witness = spawn("cat", [], { stdio: ["pipe", "ignore", "ignore"] });
  witness.on("error", () => witness.kill()); // Without a witness every signal counts as sent to us alone.
  witness.unref();
  return witness;
}

/**
 * @param {import("node:child_process").ChildProcess} witness
 * @param {number} ms
 * @returns {Promise<boolean>}
 */
function diedWithin(witness, ms) {
  if (witness.signalCode) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    witness.once("exit", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/**
 * Ends as the child did: by its exit status, or by the signal that killed it.
 * @param {Pick<Ending, "code" | "signal">} ending
 */
export function endLike({ code, signal }) {
  if (!signal) {
    process.exitCode = code ?? 1;
    return;
  }
  process.removeAllListeners(signal); // A library's listener would keep the signal from killing us.
  process.kill(process.pid, signal);
}
