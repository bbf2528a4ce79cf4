"use strict";
(() => {
  const items = [...document.querySelectorAll(".item")];
  const dots = new Map([...document.querySelectorAll("nav a")].map((dot) => [dot.dataset.for, dot]));
  const storageKey = "extractor-sample-" + document.body.dataset.sample;
  const inputs = new Map(items.map((item) => [item.id, item.querySelector("input")]));
  let current = 0;
  let answers = {};
  let saved = true;

  // A browser may refuse storage to pages from disk: then the answers live as long as the page.
  function store() {
    try { localStorage.setItem(storageKey, JSON.stringify(answers)); } catch (error) { /* see above */ }
  }
  function restore() {
    try { answers = JSON.parse(localStorage.getItem(storageKey)) || {}; } catch (error) { answers = {}; }
  }

  function draw(item) {
    const answer = answers[item.id] || {};
    item.dataset.right = answer.right || "";
    if (document.activeElement !== inputs.get(item.id)) inputs.get(item.id).value = answer.true_value || "";
    const dot = dots.get(item.id);
    dot.classList.toggle("yes", answer.right === "y");
    dot.classList.toggle("no", answer.right === "n");
  }
  function count() {
    const done = items.filter((item) => (answers[item.id] || {}).right).length;
    document.getElementById("count").textContent = `已核对 ${done} / ${items.length} checked`;
    document.getElementById("bar").style.width = `${items.length ? (100 * done) / items.length : 0}%`;
  }
  function show(index) {
    current = Math.min(Math.max(index, 0), items.length - 1);
    items.forEach((item, place) => {
      item.classList.toggle("current", place === current);
      dots.get(item.id).classList.toggle("current", place === current);
    });
    window.scrollTo(0, 0);
  }
  function answer(right) {
    const item = items[current];
    const trueValue = right === "n" ? inputs.get(item.id).value.trim() : "";
    answers[item.id] = { right, true_value: trueValue };
    changed(item);
    if (right === "y") show(current + 1);
    else inputs.get(item.id).focus();
  }
  function correct(item) {
    const typed = inputs.get(item.id).value.trim();
    const known = answers[item.id] || {};
    if (!typed && known.right !== "n") return;
    answers[item.id] = { right: "n", true_value: typed };
    changed(item);
  }
  function clear() {
    const item = items[current];
    delete answers[item.id];
    inputs.get(item.id).value = "";
    changed(item);
  }
  function changed(item) {
    saved = false;
    store();
    draw(item);
    count();
  }

  function quoted(text) { return '"' + String(text).replaceAll('"', '""') + '"'; }
  function download() {
    const rows = items.map((item) => {
      const given = answers[item.id] || {};
      return [item.id, given.right || "", quoted(given.true_value || "")].join(",");
    });
    const blob = new Blob(["\ufeffid,right,true_value\r\n" + rows.join("\r\n") + "\r\n"], { type: "text/csv" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "answers.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    saved = true;
  }

  const keys = {
    y: () => answer("y"), n: () => answer("n"), u: clear, d: download,
    ArrowLeft: () => show(current - 1), ArrowRight: () => show(current + 1), k: () => show(current - 1), j: () => show(current + 1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement) {
      if (event.key === "Enter") { correct(items[current]); event.target.blur(); show(current + 1); event.preventDefault(); }
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { act(); event.preventDefault(); }
  });
  items.forEach((item, place) => {
    item.querySelector(".yes").addEventListener("click", () => answer("y"));
    item.querySelector(".no").addEventListener("click", () => answer("n"));
    item.querySelector(".clear").addEventListener("click", clear);
    item.querySelector(".back").addEventListener("click", () => show(place - 1));
    item.querySelector(".next").addEventListener("click", () => show(place + 1));
    inputs.get(item.id).addEventListener("input", () => correct(item));
    dots.get(item.id).addEventListener("click", (event) => { event.preventDefault(); show(place); });
  });
  document.getElementById("download").addEventListener("click", download);
  window.addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });

  document.documentElement.classList.add("js");
  restore();
  items.forEach(draw);
  count();
  const first = items.findIndex((item) => !(answers[item.id] || {}).right);
  if (items.length) show(first < 0 ? 0 : first);
})();
