// @ts-nocheck This runs in the browser only; its types for everybody else are in ../support/github.ts.

/** Mermaid by its major version, from which each version takes the same global name. */
const versions = {};

const keepMermaid = (major) => {
  versions[major] = mermaid;
};

/** Puts a comment on the page, and draws the fences that GitHub draws. */
async function show(html, theme, major) {
  const comment = document.querySelector(".markdown-body");
  comment.innerHTML = html;
  versions[major].initialize({
    startOnLoad: false,
    securityLevel: "strict",
    theme: theme === "dark" ? "dark" : "default",
  });
  for (const [index, fence] of [...comment.querySelectorAll("code.language-mermaid")].entries()) {
    const frame = document.createElement("div");
    frame.className = "picture";
    try {
      frame.innerHTML = (await versions[major].render(`picture-${index}`, fence.textContent)).svg;
    } catch (error) {
      frame.dataset.error = error.message;
    }
    fence.closest("pre").replaceWith(frame);
  }
}

/** What a test asks of the page at the width that it has now. */
function measure() {
  const page = document.scrollingElement;
  const comment = document.querySelector(".markdown-body");
  return {
    width: innerWidth,
    outside: page.scrollWidth - innerWidth,
    sticksOut: sticksOut(comment),
    sections: [...comment.querySelectorAll("h3")].map((title) => ({
      title: title.textContent,
      top: title.offsetTop,
    })),
    headlines: [...comment.querySelectorAll("h2")].map(linesOf),
    tables: [...comment.querySelectorAll("table")].map(measureTable),
    pictures: [...comment.querySelectorAll(".picture")].map(measurePicture),
    fences: [...comment.querySelectorAll("pre")].map((fence) => fence.textContent),
    codes: [...comment.querySelectorAll("code:not(pre code)")].map((code) => code.textContent),
    elements: [
      ...new Set([...comment.querySelectorAll(":not(.picture, .picture *)")].map(({ localName }) => localName)),
    ],
    prose: proseOf(comment),
  };
}

/** Elements that reach out of the comment without a scroll bar of their own. */
function sticksOut(comment) {
  const edge = comment.getBoundingClientRect().right + 1;
  return [...comment.querySelectorAll(":not(table *, pre *, svg *)")]
    .filter((element) => element.getBoundingClientRect().right > edge)
    .map((element) => `${element.localName}: ${element.textContent.slice(0, 40)}`);
}

const linesOf = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 4))).size;
};

function measureTable(table) {
  const edge = table.getBoundingClientRect().right + 1;
  const head = [...table.querySelectorAll("th")];
  return {
    columns: head.length,
    visible: head.filter((cell) => cell.getBoundingClientRect().right <= edge).length,
    broken: [...table.querySelectorAll("td, th")].flatMap(brokenWords),
  };
}

/** Words of up to 15 letters of which a part stands on another line. */
function brokenWords(cell) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (word.length <= 15 && range.getClientRects().length > 1) broken.push(word);
    }
  }
  return broken;
}

function measurePicture(picture) {
  const svg = picture.querySelector("svg");
  if (!svg)
    return { error: picture.dataset.error ?? "nothing was drawn", nodes: [], letters: 0, contrast: 0, isSeen: false };
  const { width } = svg.getBoundingClientRect();
  const labels = [...svg.querySelectorAll(".nodeLabel")];
  return {
    nodes: labels.map((label) => label.textContent.replaceAll("\u200b", "")),
    letters: (parseFloat(getComputedStyle(labels[0]).fontSize) * width) / svg.viewBox.baseVal.width,
    contrast: Math.min(...labels.map(contrastOf)),
    isSeen: svg.checkVisibility(),
  };
}

/** How much letters stand out of their box: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastOf(label) {
  const box = label.closest(".node").querySelector("rect");
  const lights = [getComputedStyle(label).color, getComputedStyle(box).fill].map(luminance).toSorted((a, b) => b - a);
  return (lights[0] + 0.05) / (lights[1] + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color) {
  const [red, green, blue] = color
    .match(/[\d.]+/g)
    .map((part) => Number(part) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The text in which GitHub looks for mentions and issues: not in code. */
function proseOf(comment) {
  const copy = comment.cloneNode(true);
  for (const code of copy.querySelectorAll("code, pre, .picture")) code.remove();
  return copy.textContent;
}

Object.assign(globalThis, { keepMermaid, show, measure });
