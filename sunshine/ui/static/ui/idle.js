// Sessions end when nobody does anything: warn before, keep what was typed, give it back.
(() => {
  "use strict";
  const place = document.getElementById("idle");
  if (!place) return;
  const minute = 60 * 1000;
  const limit = Number(place.dataset.minutes) * minute;
  const SEEN = "sunshine-seen"; // shared by all windows of this browser
  const kept = `sunshine-kept:${location.pathname}`;
  const notice = (name) => place.querySelector(`[data-idle="${name}"]`);
  const show = (name) => place.querySelectorAll("[data-idle]").forEach((one) => { one.hidden = one.dataset.idle !== name; });
  const seen = () => localStorage.setItem(SEEN, String(Date.now()));
  const quiet = () => Date.now() - Number(localStorage.getItem(SEEN));
  let asked = Date.now();
  let over = false;

  const fields = () => [...document.querySelectorAll("main form[method=post] :is(input, textarea, select)")]
    .filter((field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type));
  const keep = () => {
    const values = fields().map((field) => ["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
    if (values.length) sessionStorage.setItem(kept, JSON.stringify(values));
  };
  const giveBack = () => {
    const text = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
    const values = text ? JSON.parse(text) : [];
    if (!values.length || values.length !== fields().length) return;
    fields().forEach((field, index) => {
      if (typeof values[index] === "boolean") field.checked = values[index];
      else field.value = values[index];
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    show("back");
  };

  const end = () => { over = true; keep(); show("over"); };
  const stay = async () => {
    asked = Date.now();
    seen();
    try {
      const answer = await fetch(place.dataset.stay, { redirect: "manual", cache: "no-store" });
      if (answer.status !== 204) end();
      else if (!over) show("");
    } catch { /* no connection: the next act will tell */ }
  };
  // Whoever types or points is at work, though nothing is sent.
  const active = () => { if (!over && Date.now() - asked > limit / 6) stay(); else if (!over && notice("soon").hidden) seen(); };
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, active, { passive: true });
  notice("soon").querySelector("button").addEventListener("click", stay);
  const look = () => {
    if (over) return;
    if (quiet() >= limit) end();
    else if (quiet() >= limit - 2 * minute) show("soon");
    else if (!notice("soon").hidden) show("");
  };
  seen();
  giveBack();
  setInterval(look, 5000);
})();
