// @ts-nocheck This runs in the browser only.
// Without it the pages work as well, and show what is new when they are loaded again.

const LOOK_AT_MOST_EVERY_MS = 700;
const TELL_AT_MOST_EVERY_MS = 10_000;

const button = document.getElementById("live");
const status = document.getElementById("news");
let source;
let isPaused = false;
let isLooking = false;
let isStale = false;
let toldAt = 0;
let untold = 0;

/** Brings the parts of the page that are marked as live up to date, but none that somebody is at work in. */
async function look() {
  if (isLooking) {
    isStale = true;
    return;
  }
  isLooking = true;
  isStale = false;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    // An app that is gone: loaded again, the page says so.
    if (answer.status === 404) location.reload();
    else if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The sandbox has ended, or is about to; `onerror` says so.
  }
  setTimeout(() => {
    isLooking = false;
    if (isStale && source) look();
  }, LOOK_AT_MOST_EVERY_MS);
}

function take(fresh) {
  if (isPaused) return;
  const known = new Set([...document.querySelectorAll("[data-id]")].map(({ dataset }) => dataset.id));
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(part.id);
    if (!other || part.contains(document.activeElement) || isSelectedIn(part)) continue;
    if (other.innerHTML !== part.innerHTML) part.replaceChildren(...other.childNodes);
  }
  for (const line of document.querySelectorAll("[data-id]")) {
    if (known.has(line.dataset.id)) continue;
    line.classList.add("new");
    untold += 1;
  }
  tell();
}

/** Whoever marks a text to copy it must not lose it. */
function isSelectedIn(part) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
}

/** One sentence now and then, for those who listen: an `up` makes dozens of lines in seconds. */
function tell() {
  if (untold === 0 || Date.now() - toldAt < TELL_AT_MOST_EVERY_MS) return;
  const newest = document.querySelector("[data-id] .what")?.textContent ?? "";
  status.textContent = untold === 1 ? `New: ${newest}` : `${untold} new lines in the activity. The last: ${newest}`;
  toldAt = Date.now();
  untold = 0;
}

function listen() {
  if (source || isPaused || document.hidden) return;
  source = new EventSource("/_sandbox/page/news");
  source.onmessage = look;
  source.onopen = () => say("Live", "Pause");
  source.onerror = () => say("No answer from the sandbox", "Pause");
}

/** Browsers keep few connections to one address: a page that nobody sees holds none. */
function stop() {
  source?.close();
  source = undefined;
}

function say(state, action) {
  button.replaceChildren(Object.assign(document.createElement("span"), { textContent: state }), ` ${action}`);
  button.dataset.state = state;
}

function toggle() {
  isPaused = !isPaused;
  if (isPaused) {
    stop();
    say("Paused", "Go on");
  } else listen();
}

if (document.querySelector("[data-live]")) {
  button.addEventListener("click", toggle);
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  button.hidden = false;
  say("Live", "Pause");
  listen();
}
