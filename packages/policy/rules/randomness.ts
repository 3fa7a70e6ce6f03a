/** Shorter than this, words and numbers look as random as keys do. */
const SHORTEST = 24;

/** How often, from one character to the next, keys change between small letters, capitals and digits; words seldom do. */
const OFTEN = 0.28;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A 128-bit key or longer; some have few changes from letters to digits. */
const HEX_KEY = /^[0-9a-f]{32,}$/i;

/** Whether a text is one long word of mixed characters, as keys are. UUIDs are not meant: they mostly name things. */
export function looksRandom(text: string): boolean {
  if (text.length < SHORTEST || UUID.test(text) || !/^[\w+/=~-]+$/.test(text)) return false;
  if (HEX_KEY.test(text)) return true;
  const changes = [...text].filter((character, index) => index > 0 && isChange(text[index - 1] ?? "", character));
  return /\d/.test(text) && changes.length / (text.length - 1) > OFTEN;
}

function isChange(before: string, after: string): boolean {
  const [one, other] = [kindOf(before), kindOf(after)];
  return one !== undefined && other !== undefined && one !== other;
}

const kindOf = (character: string) => [/[a-z]/, /[A-Z]/, /\d/].find((kind) => kind.test(character))?.source;
