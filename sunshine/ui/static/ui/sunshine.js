// The public page works without this file; it only saves steps.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const page = document.documentElement;
  page.classList.add("js");
  all("[data-js]").forEach((part) => { part.hidden = false; });

  const say = (near, words) => {
    const place = near.closest("div, li, section")?.querySelector("[data-said]");
    if (place) { place.textContent = words; setTimeout(() => { place.textContent = ""; }, 20000); }
  };

  // Large type at once, without losing place or input; the cookie chooses the file next time.
  const setVariant = (to) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `variant=${to}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    page.dataset.variant = to;
    document.querySelector(`[data-variant-to=${to === "elder" ? "plain" : "elder"}]`)?.focus();
  };

  // Without a secure address there is no clipboard: the address itself is shown.
  const copy = async (button) => {
    const copied = await navigator.clipboard?.writeText(button.dataset.copy).then(() => true, () => false);
    say(button, copied ? button.dataset.done : button.dataset.copy);
  };

  const share = async (button) => {
    const what = { title: button.dataset.title, url: button.dataset.share };
    if (navigator.share) await navigator.share(what).catch(() => {});
    else document.querySelector("[data-copy]")?.click();
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-variant-to], [data-copy], [data-share], [data-print], [data-unfold-all]");
    if (!target || event.ctrlKey || event.metaKey) return;
    const given = target.dataset;
    if (given.variantTo) { event.preventDefault(); setVariant(given.variantTo); }
    else if (given.copy) copy(target);
    else if (given.share) share(target);
    else if ("print" in given) window.print();
    else all("details").forEach((part) => { part.open = true; });
  });

  // <input data-filter="list-id"> hides the entries that do not hold what was typed.
  const filter = (input) => {
    const wanted = input.value.trim().toLowerCase().split(/\s+/);
    const list = document.getElementById(input.dataset.filter);
    let found = 0;
    all("li", list).forEach((entry) => {
      const words = (entry.textContent + " " + (entry.dataset.words || "")).toLowerCase();
      entry.hidden = !wanted.every((word) => words.includes(word));
      if (!entry.hidden && !entry.querySelector("li")) found += 1;
    });
    all("details", list).forEach((part) => { if (wanted[0]) part.open = true; });
    const place = document.getElementById(`${input.dataset.filter}-found`);
    if (place) place.textContent = wanted[0] ? place.dataset.words.replace("{n}", found) : "";
  };
  all("[data-filter]").forEach((input) => {
    input.addEventListener("input", () => filter(input));
    if (input.value) filter(input);
  });

  // <input data-suggest="/search/suggest/"> offers titles while one types, as a WAI-ARIA combobox.
  all("[data-suggest]").forEach((input) => {
    const list = document.createElement("ul");
    Object.assign(list, { id: `${input.id}-offers`, className: "offers", hidden: true, role: "listbox", ariaLabel: input.dataset.offers });
    input.parentElement.append(list);
    Object.assign(input, { type: "text", role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false", autocomplete: "off" });
    input.setAttribute("aria-controls", list.id);
    let waiting = 0;
    let at = -1;
    const mark = (to) => {
      at = to;
      [...list.children].forEach((option, place) => { option.ariaSelected = String(place === to); });
      list.children[to]?.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", list.children[to]?.id || "");
    };
    const show = (titles) => {
      list.replaceChildren(...titles.map((title, place) => Object.assign(document.createElement("li"), { id: `${list.id}-${place}`, role: "option", lang: "zh-Hans", textContent: title })));
      list.hidden = !titles[0];
      input.ariaExpanded = String(!list.hidden);
      mark(-1);
    };
    const take = (option) => { input.value = option.textContent; show([]); input.form.requestSubmit(); };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const asked = input.value.trim();
        const given = asked && await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(asked)}`)
          .then((answer) => (answer.ok ? answer.json() : null), () => null);
        if (input.value.trim() === asked && document.activeElement === input) show(given?.titles || []);
      }, 150);
    });
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const count = list.children.length;
      if (list.hidden || event.isComposing || !(step || event.key === "Escape" || (event.key === "Enter" && at >= 0))) return;
      event.preventDefault();
      if (step) mark(at < 0 && step < 0 ? count - 1 : (at + step + count) % count);
      else if (event.key === "Enter") take(list.children[at]);
      else show([]);
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => { if (event.target !== list) take(event.target); });
    input.addEventListener("blur", () => { clearTimeout(waiting); show([]); });
  });

  // What is folded on the screen is unfolded on paper.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));

  document.querySelector("[data-focus]")?.focus();
})();
