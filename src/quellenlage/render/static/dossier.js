/* Reading needs no script: this adds filters, the language switch, keys, and the highlight of all pieces of a line. */
"use strict";
(() => {
const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const catalogue = JSON.parse($("#catalogue").textContent);
const live = !catalogue[root.lang]; /* a server chose the language; otherwise the page holds both */
root.classList.add("has-js");

/* words */
let words = live ? catalogue : catalogue[root.lang];
function text(key, slots = {}) {
  let template = words[key] ?? words[`${key}.${String(slots.n) === "1" ? "one" : "other"}`] ?? key;
  for (const [name, value] of Object.entries(slots)) template = template.replaceAll(`{${name}}`, String(value));
  return template;
}
function date(iso) {
  const m = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?/.exec(iso);
  if (!m) return iso;
  const [, year, month = "", day = "", hour = "", minute = ""] = m;
  const parts = hour ? "time" : day ? "day" : month ? "month" : "year";
  return text(`date.${parts}`, {year, month, day, hour, minute, name: words[`month.${month}`] ?? ""});
}
function number(plain) {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!m) return plain;
  const whole = m[2].replace(/(?<=\d)(?=(?:\d{3})+$)/g, words["number.group"]);
  return (m[1] ? "−" : "") + whole + (m[3] ? words["number.point"] + m[3] : "");
}
function speak(language) {
  root.lang = language;
  words = catalogue[language];
  for (const e of $$("[data-t]")) e.textContent = text(e.dataset.t, e.dataset.s ? JSON.parse(e.dataset.s) : {n: e.dataset.k});
  for (const e of $$("[data-l]")) e.setAttribute("aria-label", text(e.dataset.l));
  for (const e of $$("[data-h]")) e.title = text(e.dataset.h);
  for (const e of $$("[data-p]")) e.placeholder = text(e.dataset.p);
  for (const e of $$("time[data-d]")) e.textContent = date(e.dateTime);
  for (const e of $$("data[data-n]")) e.textContent = number(e.value);
  for (const e of $$("text[data-v]")) e.textContent = number(e.dataset.v);
  $("#language").lang = language === "de" ? "en" : "de";
  for (const form of $$("form.filter")) filter(form);
}
if (!live) $("#language").addEventListener("click", () => speak(root.lang === "de" ? "en" : "de"));

/* the place a line leads to: opened, in view, with all its pieces marked */
let hits = [];
function show() {
  for (const e of hits) e.classList.remove("hit");
  hits = [];
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  if (target.matches(".utt")) target.hidden = false;
  for (let e = target; e; e = e.parentElement) if (e.localName === "details") e.open = true;
  if (target.matches(".utt")) $("details", target).open = true;
  hits = $$(`[data-of="${CSS.escape(id)}"]`);
  for (const e of hits) e.classList.add("hit");
  target.scrollIntoView({block: target.localName === "mark" ? "center" : "start"});
}
addEventListener("hashchange", show);
if (location.hash) requestAnimationFrame(show);

/* filters: every word must occur; umlauts, ß and accents may be written either way */
function folded(value) {
  return value.toLowerCase().replace(/ä|ae/g, "a").replace(/ö|oe/g, "o").replace(/ü|ue/g, "u").replace(/ß/g, "ss")
    .normalize("NFD").replace(/\p{M}/gu, "");
}
const haystacks = new WeakMap();
function haystack(line) {
  if (!haystacks.has(line)) {
    const parts = [$(".meta", line), $(".text", line), ...$$("blockquote", line)];
    haystacks.set(line, folded(parts.map((e) => e.textContent).join(" ")));
  }
  return haystacks.get(line);
}
function filter(form) {
  const section = form.closest("section"), asked = new FormData(form);
  const needles = folded(asked.get("text")).split(/\s+/).filter(Boolean);
  const fits = (line) => line.dataset.actor === (asked.get("actor") || line.dataset.actor)
    && ["act", "type", "report"].every((k) => !asked.get(k) || line.dataset[k].split(" ").includes(asked.get(k)))
    && needles.every((needle) => haystack(line).includes(needle));
  let shown = 0;
  for (const line of $$(".utt", section)) {
    line.hidden = !fits(line);
    shown += line.hidden ? 0 : 1;
  }
  const output = $("output", form);
  output.textContent = text("statements.shown", {n: shown, total: output.dataset.total});
  $(".nomatch", section).hidden = shown > 0;
}
if (!live) for (const form of $$("form.filter")) {
  form.addEventListener("input", () => filter(form));
  form.addEventListener("reset", () => setTimeout(() => filter(form)));
  form.addEventListener("submit", (event) => event.preventDefault());
}

/* a line as a citation: words, speaker, time, report, address, and where the words stand in which text */
function citation(wording) {
  const line = wording.closest(".utt"), link = $("a.open", wording);
  const report = document.getElementById(link.hash.slice(1)).closest(".report");
  const words = ($("blockquote", wording) ?? $(".text", line)).cloneNode(true);
  for (const dropped of $$("del", words)) dropped.remove();
  const who = $(".meta .actor", line)?.textContent ?? "", when = $(".meta .date", line).textContent.trim();
  const where = `${report.dataset.cite} [${$(".chars", wording).textContent}, sha256:${report.dataset.sha}]`;
  return `„${words.textContent.trim()}“ — ${who}, ${when}. ${where}`;
}
addEventListener("click", async (event) => {
  const button = event.target.closest("button.cite");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.cite ?? citation(button.closest(".wording")));
  button.textContent = text("statements.cited");
});

/* layers of the reading view */
for (const box of $$(".layers input")) box.addEventListener("change", () => {
  box.closest("section").classList.toggle(`no-${box.name}`, !box.checked);
});

/* keys */
const help = $("#help");
$("#help-button").addEventListener("click", () => help.showModal());
function step(by) {
  const lines = $$(".line").filter((e) => e.checkVisibility());
  const at = lines.findIndex((e) => e === document.activeElement || e.contains(document.activeElement));
  const from = at < 0 ? lines.findIndex((e) => e.getBoundingClientRect().top > 60) - (by > 0 ? 1 : 0) : at;
  const next = lines[Math.min(Math.max(from + by, 0), lines.length - 1)];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({preventScroll: true});
  next.scrollIntoView({block: "nearest"});
}
function enter(line) {
  const details = $(":scope > details", line);
  if (details) details.open = !details.open;
  else $("a.src, a.go, a", line)?.click();
}
function search() {
  if (live) { $("#q").select(); return $("#q").focus(); }
  const forms = $$("form.filter").filter((e) => e.checkVisibility());
  const below = forms.find((e) => e.closest(".story").getBoundingClientRect().bottom > 80) ?? forms[0];
  below?.elements.text.focus();
}
function leave() {
  const active = document.activeElement;
  if (active && active !== document.body) active.blur();
  else if (location.hash || (live && document.referrer.startsWith(location.origin))) history.back();
}
const turn = (rel) => () => $(`a[rel=${rel}]`)?.click();
const keys = {n: turn("next"), p: turn("prev"), j: () => step(1), k: () => step(-1), "/": search, "?": () => help.showModal(), l: () => $("#language").click()};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const active = document.activeElement;
  if (event.key === "Escape") return leave();
  if (active.matches("input, select, textarea")) return;
  if (event.key === "Enter" && active.matches(".line")) return enter(active);
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

/* where the reader is */
const links = new Map($$(".side a").map((a) => [a.hash.slice(1), a]));
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const id = (entry.target.getAttribute("aria-labelledby") ?? entry.target.id).split(" ")[0];
    links.get(id.replace(/-h$/, ""))?.classList.toggle("here", entry.isIntersecting);
  }
}, {rootMargin: "-20% 0px -70% 0px"});
for (const section of $$(".story > section, .findings, .inputs")) seen.observe(section);
})();
