import { effective } from "../effective.ts";
import { type Check, type Found, ok, problem } from "../place.ts";
import { encryptedIn, type StackFile, stackFiles } from "../project-files.ts";
import { type Open, openerOf, passphraseIn } from "../secrets.ts";

const SET = "export PULUMI_CONFIG_PASSPHRASE='…', the one in the team's password manager";

/** Whether the passphrase is set, and opens each secret of each stack file. */
export const check: Check = async (place) => {
  const { env } = effective(place);
  const files = stackFiles(place.root).filter(({ content }) => content.encryptionsalt !== undefined);
  if (files.length === 0) return [ok("no stack file needs one")];
  let passphrase: string | undefined;
  try {
    passphrase = passphraseIn(env);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [problem(`the file that PULUMI_CONFIG_PASSPHRASE_FILE names can't be read (${code})`, SET)];
  }
  if (passphrase === undefined)
    return [problem("neither PULUMI_CONFIG_PASSPHRASE nor PULUMI_CONFIG_PASSPHRASE_FILE is set", SET)];
  const known = passphrase;
  return (await Promise.all(files.map((file) => opened(file, known)))).flat();
};

async function opened({ file, stack, content }: StackFile, passphrase: string): Promise<Found[]> {
  const open = await openerOf(String(content.encryptionsalt), passphrase);
  if (open === "malformed")
    return [problem(`encryptionsalt of ${file} is not one that Pulumi wrote`, `git checkout ${file}`)];
  if (open === "wrong")
    return [problem(`is not that of ${file}`, `${SET}, or bring the file back: git checkout ${file}`)];
  const broken = Object.entries(content.config ?? {}).filter(([, value]) => !opens(open, value));
  if (broken.length === 0) return [ok(`opens ${file}`)];
  return broken.map(([key]) =>
    problem(
      `does not open ${key} in ${file}, which was encrypted under another one`,
      `npx pulumi config set --secret ${key.replace(/^.*:/, "")} --stack ${stack}`,
    ),
  );
}

function opens(open: Open, value: unknown): boolean {
  const encrypted = encryptedIn(value);
  if (encrypted === undefined) return true;
  try {
    open(encrypted);
    return true;
  } catch {
    return false;
  }
}
