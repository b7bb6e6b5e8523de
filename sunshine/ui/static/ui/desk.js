// The staff desk: keyboard, bulk selection, and text that is never lost.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]");

  // Worklists: rows carry data-row, their main link data-open.
  let at = -1;
  const rows = () => all("[data-row]:not([hidden])");
  const go = (step) => {
    const list = rows();
    if (!list.length) return;
    at = Math.max(0, Math.min(list.length - 1, at + step));
    list.forEach((row, place) => row.classList.toggle("at", place === at));
    const link = list[at].querySelector("[data-open]") || list[at].querySelector("a");
    link?.focus();
    list[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) { at = rows().indexOf(row); rows().forEach((other) => other.classList.toggle("at", other === row)); }
  });

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => rows()[at]?.querySelector("input[type=checkbox]")?.click(),
    "/": () => (document.querySelector("[data-search]") || document.querySelector("input[type=search]"))?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      const form = document.querySelector("form[data-autosave]");
      if (form) { event.preventDefault(); save(form); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && at >= 0 && event.target === document.body) rows()[at]?.querySelector("[data-open], a")?.click();
    else if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  // Tables: one box ticks all; the number chosen is said.
  const count = (table) => {
    const boxes = all("tbody input[type=checkbox]", table);
    const chosen = boxes.filter((box) => box.checked).length;
    const head = table.querySelector("[data-all]");
    if (head) { head.checked = chosen === boxes.length && chosen > 0; head.indeterminate = chosen > 0 && chosen < boxes.length; }
    all(`[data-chosen="${table.id}"]`).forEach((place) => { place.textContent = place.dataset.words.replace("{n}", chosen); });
    all(`[data-needs="${table.id}"]`).forEach((button) => { button.disabled = !chosen; });
  };
  all("table[data-select]").forEach((table) => {
    table.addEventListener("change", (event) => {
      if (event.target.matches("[data-all]")) all("tbody input[type=checkbox]", table).forEach((box) => { box.checked = event.target.checked; });
      count(table);
    });
    count(table);
  });
  all("select[data-submit]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));

  // <form data-autosave="address" data-key="..."> posts what changed; while that fails the
  // text is kept in this browser, and offered again after a crash or a lost connection.
  const keyOf = (form) => `sunshine:${form.dataset.key || location.pathname}`;
  const keep = (form) => localStorage.setItem(keyOf(form), JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")));
  const tell = (form, state) => {
    const place = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
    if (place) { place.textContent = place.getAttribute(`data-${state}`) || ""; place.dataset.state = state; }
  };
  const changed = new WeakSet();
  // Whoever signed in again in another window has another token than this page was made with.
  const renew = (form) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token && form.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = token;
  };
  async function save(form) {
    form.dispatchEvent(new CustomEvent("sunshine:collect", { bubbles: true }));
    changed.delete(form);
    keep(form);
    renew(form);
    tell(form, "saving");
    try {
      const body = new FormData(form);
      body.set("autosave", "1");
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "X-Requested-With": "fetch" } });
      if (!answer.ok) {
        // Sent on to the sign-in page, overtaken by another writer, or not sound yet.
        changed.add(form);
        return tell(form, { 0: "signed-out", 403: "signed-out", 409: "overtaken", 422: "unsound" }[answer.status] || "kept");
      }
      const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      Object.entries(said.fields || {}).forEach(([name, value]) => { if (form.elements[name]) form.elements[name].value = value; });
      if (!changed.has(form)) localStorage.removeItem(keyOf(form));
      tell(form, "saved");
      form.dispatchEvent(new CustomEvent("sunshine:saved", { bubbles: true, detail: said }));
    } catch {
      changed.add(form);
      tell(form, "kept");
    }
  }
  const put = (form, pairs) => {
    const seen = {};
    pairs.forEach(([name, value]) => {
      // Rows of a table share their names; each gets its own value back.
      const fields = all(`[name="${CSS.escape(name)}"]:not([type=checkbox], [type=radio], [type=file])`, form);
      const field = fields[seen[name] = (seen[name] ?? -1) + 1];
      if (field) field.value = value;
    });
    form.dispatchEvent(new CustomEvent("sunshine:restored", { bubbles: true, detail: pairs }));
    form.dispatchEvent(new CustomEvent("sunshine:changed"));
  };
  const offer = (form) => {
    const kept = localStorage.getItem(keyOf(form));
    const place = document.querySelector("[data-restore]");
    if (!kept || !place) return;
    place.hidden = false;
    place.querySelector("[data-yes]")?.addEventListener("click", () => { put(form, JSON.parse(kept)); place.hidden = true; });
    place.querySelector("[data-no]")?.addEventListener("click", () => { localStorage.removeItem(keyOf(form)); place.hidden = true; });
  };
  all("form[data-autosave]").forEach((form) => {
    let waiting = 0;
    const later = () => { changed.add(form); clearTimeout(waiting); waiting = setTimeout(() => save(form), 1500); };
    form.addEventListener("input", later);
    form.addEventListener("sunshine:changed", later);
    form.addEventListener("submit", () => { renew(form); changed.delete(form); clearTimeout(waiting); });
    ["online", "focus"].forEach((when) => addEventListener(when, () => { if (changed.has(form)) save(form); }));
    addEventListener("beforeunload", (event) => { if (changed.has(form)) { keep(form); event.preventDefault(); } });
    offer(form);
  });
})();
