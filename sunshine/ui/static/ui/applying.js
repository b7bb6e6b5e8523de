// An application works without this file; it only keeps safe what was typed and not sent on yet.
(() => {
  "use strict";
  const form = document.querySelector("form[data-safe]");
  const hashed = document.querySelector("form[data-from-hash]");

  // The number of a receipt stands behind "#", which no server and no log ever sees.
  if (hashed && location.hash.length > 1) {
    hashed.elements[hashed.dataset.fromHash].value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
    hashed.elements.code.focus();
  }
  if (!form) return;

  const place = form.querySelector("[data-kept]");
  const hints = document.querySelector("[data-hints]");
  let waiting = 0;
  let unsaved = false;
  let leaving = false;

  const say = (what) => { if (place) place.textContent = place.dataset[what] || ""; };
  const typed = () => {
    const fields = new FormData(form);
    [...fields.entries()].forEach(([name, value]) => { if (value instanceof File) fields.delete(name); });
    return new URLSearchParams(fields);
  };
  const send = (address, headers) => fetch(address, { method: "POST", body: typed(), headers, keepalive: true });

  const keep = async () => {
    clearTimeout(waiting);
    if (!unsaved || leaving || !("keep" in form.dataset)) return;
    unsaved = false;
    const done = await send(location.pathname, { "X-Draft": "keep" }).then((answer) => answer.ok, () => false);
    unsaved = unsaved || !done;
    say(done ? "kept" : "lost");
    if (!done) waiting = setTimeout(keep, 5000);
  };
  const offer = async () => {
    if (!hints) return;
    const html = await send(hints.dataset.hints, {}).then((answer) => (answer.ok ? answer.text() : null), () => null);
    if (html !== null && hints.innerHTML !== html) hints.innerHTML = html;
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    unsaved = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => { keep(); offer(); }, 1200);
  });
  addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  // What is sent into a dead line is lost with the page: ask first whether anybody is there.
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    const isThere = await fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then(() => true, () => false);
    if (isThere) {
      leaving = true;
      form.requestSubmit(event.submitter);
      return;
    }
    unsaved = true;
    say("lost");
    waiting = setTimeout(keep, 5000);
  });
  addEventListener("pageshow", () => { leaving = false; });
})();
