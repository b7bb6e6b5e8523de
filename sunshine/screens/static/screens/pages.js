"use strict";
/* The pages of a kiosk: each makes elements from what the hall holds, at once, without network. */
window.Pages = (() => {
  const { make, code, button, keyboard } = Parts;
  const { say } = Hall;
  const FIRST = 40;

  const items = () => Hall.items().flatMap((part) =>
    part.items.map((item) => ({ ...item, body: part.body })));
  const guides = () => Hall.matters().guides || [];
  const boards = () => Hall.matters().boards || [];
  const promises = () => Hall.matters().promises || [];
  const newest = (rows) => rows.slice().sort((one, other) => (one.d < other.d ? 1 : -1));
  const inChinese = (text, name = "span", how = "") => make(name, { lang: "zh-Hans", class: how }, text);

  function title(text, hint = "") {
    return [make("h1", { tabindex: "-1" }, text), hint ? make("p", { class: "hint" }, hint) : null];
  }

  function tile(key, act, hint = say(`${key}_hint`)) {
    const about = hint ? [make("span", { class: "tile-hint" }, hint)] : [];
    return button(make("span", { class: "tile-name" }, say(key)), act, `tile tile-${key}`, ...about);
  }

  function home(go) {
    const own = Hall.own();
    const tiles = [
      guides().length ? tile("guides", () => go({ page: "guides" })) : null,
      boards().length ? tile("boards", () => go({ page: "boards" })) : null,
      promises().length ? tile("promises", () => go({ page: "promises" })) : null,
      tile("news", () => go({ page: "list", section: "" })),
      hasSection("policies") ? tile("policies", () => go({ page: "list", section: "policies" })) : null,
      tile("sections", () => go({ page: "sections" })),
      tile("map", () => go({ page: "map" })),
      tile("leaflets", () => go({ page: "leaflets" })),
      tile("search", () => go({ page: "search", typed: "" })),
    ];
    const head = [make("h1", { tabindex: "-1" }, Hall.inOwn(own)), make("p", { class: "hint" }, say("touch"))];
    const latest = newest(items()).slice(0, 4).map(itemRow(go));
    return [...head, make("div", { class: "tiles" }, tiles.filter(Boolean)),
      latest.length ? make("section", { class: "latest" }, make("h2", {}, say("latest")), rowsOf(latest)) : null];
  }

  function hasSection(slug) {
    return Hall.items().some((part) => part.sections.some((one) => one.s === slug));
  }

  function sectionRows() {
    const found = new Map();
    for (const part of Hall.items()) {
      for (const one of part.sections) {
        const count = part.items.filter((item) => item.s === one.s).length;
        const row = found.get(one.s) || { ...one, count: 0 };
        row.count += count;
        found.set(one.s, row);
      }
    }
    return [...found.values()].filter((one) => one.count);
  }

  function sections(go) {
    const rows = sectionRows().map((one) =>
      row(Hall.inOwn(one), say("items_of", one.count), () => go({ page: "list", section: one.s })));
    return [...title(say("sections")), rows.length ? rowsOf(rows) : nothing()];
  }

  const nothing = () => make("p", { class: "nothing" }, say("nothing_here"));
  const rowsOf = (rows) => make("ul", { class: "rows" }, rows.map((one) => make("li", {}, one)));

  function row(name, meta, act, lang = null) {
    return button(make("span", { class: "row-name", lang }, name), act, "row",
      make("span", { class: "row-meta" }, meta));
  }

  const itemRow = (go) => (item) =>
    row(item.t, [Hall.day(item.d), item.n].filter(Boolean).join(" · "),
      () => go({ page: "item", code: item.c }), "zh-Hans");

  const guideRow = (go) => (guide) =>
    row(guide.n, inChinese(guide.m || ""), () => go({ page: "guide", code: guide.c }), "zh-Hans");

  /* Long lists are made as far as they are looked at. */
  function long(rows, make_) {
    const list = rowsOf(rows.slice(0, FIRST).map(make_));
    let shown = FIRST;
    const more = button(say("down"), () => {
      rows.slice(shown, shown + FIRST).forEach((one) => list.append(make("li", {}, make_(one))));
      shown += FIRST;
      if (shown >= rows.length) more.remove();
    }, "btn more");
    return rows.length > FIRST ? [list, more] : [list];
  }

  function list(go, { section }) {
    const all = newest(items()).filter((item) => !section || item.s === section);
    const names = sectionRows().find((one) => one.s === section);
    const head = names ? Hall.inOwn(names) : say("news");
    return [...title(head, say("items_of", all.length)), ...(all.length ? long(all, itemRow(go)) : [nothing()])];
  }

  function item(go, { code: wanted }) {
    if (Guides.find(wanted)) return Guides.guide(go, { code: wanted });
    const found = items().find((one) => one.c === wanted);
    if (!found) return [...title(say("nothing_here"))];
    const facts = [
      [say("issuer"), Hall.inOwn(found.body)], [say("day"), Hall.day(found.d)], [say("number"), found.n],
    ].filter(([, value]) => value);
    const text = make("div", { class: "text", lang: "zh-Hans" });
    if (found.h) text.innerHTML = found.h;
    else text.append(make("p", {}, found.m || ""), make("p", { lang: null }, say("too_long")));
    return [
      make("h1", { tabindex: "-1", lang: "zh-Hans" }, found.t),
      make("div", { class: "beside" },
        make("div", {},
          found.v ? make("p", { class: "warn" }, found.v[Hall.language()]) : null,
          factsOf(facts),
          Hall.language() ? make("p", { class: "hint" }, say("original_chinese")) : null, text),
        away(found.q)),
    ];
  }

  const factsOf = (facts) => make("dl", { class: "facts" }, facts.map(([name, value]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, value))));

  const away = (drawn) => make("aside", { class: "away", "aria-label": say("take_away") },
    drawn ? code(drawn, say("take_away")) : null,
    make("p", {}, say("take_away")), make("p", { class: "hint" }, say("paper")));

  function guideList(go) {
    return [...title(say("guides"), say("guides_hint")), ...long(guides(), guideRow(go))];
  }

  function boardList(go) {
    const rows = boards().map((one) =>
      row(Hall.inOwn(one, "t", "te"), "", () => go({ page: "board", code: one.c })));
    return [...title(say("boards"), say("boards_hint")), rowsOf(rows)];
  }

  function board(go, { code: wanted }) {
    const found = boards().find((one) => one.c === wanted);
    if (!found) return [...title(say("nothing_here"))];
    const blocks = found.b.flatMap((block) => [
      make("h2", {}, Hall.inOwn(block, "t", "te")),
      make("ul", { lang: "zh-Hans" }, block.r.map(([name, detail]) =>
        make("li", {}, make("b", {}, name), detail ? make("br") : null, detail || null))),
    ]);
    return [
      make("h1", { tabindex: "-1" }, Hall.inOwn(found, "t", "te")),
      Hall.language() ? make("p", { class: "hint" }, say("original_chinese")) : null,
      make("div", { class: "text" }, blocks), make("p", { class: "hint" }, say("paper")),
    ];
  }

  function promiseList() {
    const rows = promises().map((one) => make("div", { class: "row plain" },
      make("span", { class: "row-name", lang: "zh-Hans" }, one.t),
      make("span", { class: "row-meta" }, Hall.inOwn(one, "m", "me"))));
    return [...title(say("promises"), say("promises_hint")), rowsOf(rows)];
  }

  function map() {
    const own = Hall.own();
    const facts = [
      [say("address"), own.address], [say("hours"), own.hours], [say("telephone"), own.telephone],
      [say("accessibility"), own.accessibility], [say("supervision"), own.supervision],
    ].filter(([, value]) => value);
    const plan = own.places.filter((place) => place.at);
    return [
      ...title(say("map"), Hall.inOwn(own)),
      factsOf(facts),
      plan.length ? planOf(plan) : null,
      make("h2", {}, say("windows")),
      own.places.length ? rowsOf(own.places.map(placeRow)) : nothing(),
    ];
  }

  function planOf(plan) {
    const grid = make("div", { class: "plan", role: "group", "aria-label": say("map") });
    for (const place of plan) {
      const isHere = Hall.code && place.k === "kiosk" && plan.filter((one) => one.k === "kiosk").length === 1;
      const cell = make("div", { class: `cell cell-${place.k}` },
        make("b", {}, place.no || place.l[Hall.language()]),
        make("span", {}, Hall.inOwn(place)), isHere ? make("em", {}, say("you_are_here")) : null);
      cell.style.gridRow = String(place.at[0]);
      cell.style.gridColumn = String(place.at[1]);
      grid.append(cell);
    }
    return grid;
  }

  function placeRow(place) {
    const about = Hall.inOwn(place, "a", "ae");
    return make("div", { class: "row plain" },
      make("span", { class: "row-name" }, [place.no, Hall.inOwn(place)].filter(Boolean).join(" ")),
      make("span", { class: "row-meta" }, [place.l[Hall.language()], about, place.hours].filter(Boolean).join(" · ")));
  }

  function leaflets() {
    const own = Hall.own();
    const rows = own.leaflets.map((one) => make("div", { class: "row plain code-row" },
      make("span", { class: "row-name", lang: "zh-Hans" }, one.t),
      make("span", { class: "row-meta" }, one.where),
      one.q ? code(one.q, one.t) : null));
    return [
      ...title(say("leaflets"), say("paper")),
      rows.length ? rowsOf(rows) : nothing(),
      make("div", { class: "away" }, code(own.body.q, Hall.inOwn(own.body)), make("p", {}, Hall.inOwn(own.body))),
    ];
  }

  /* Words that the letters typed so far may begin, by full pinyin or by first letters. */
  function likely(letters) {
    if (!letters) return [];
    const fits = new Map();
    for (const [word, sounds] of Hall.items().flatMap((part) => part.words || []).concat(Hall.matters().words || [])) {
      const whole = sounds.replaceAll(" ", "");
      const first = sounds.split(" ").map((one) => one[0]).join("");
      if (whole.startsWith(letters) || first.startsWith(letters)) {
        fits.set(word, whole === letters || first === letters);
      }
    }
    const sure = [...fits.keys()].filter((word) => fits.get(word));
    return [...sure, ...[...fits.keys()].filter((word) => !fits.get(word))];
  }

  /* ``here``: words chosen, and the letters after them. */
  function matching({ words, typed }) {
    const meant = likely(typed);
    return (one) => {
      const text = `${one.t || one.n} ${one.a || ""}`;
      const isLike = !typed || (one.i || "").includes(typed) || text.toLowerCase().includes(typed) ||
        (one.t && (one.n || "").includes(typed)) || meant.some((word) => text.includes(word));
      return isLike && words.every((word) => text.includes(word));
    };
  }

  const SUGGESTED = 6;

  function search(go, here) {
    here.words = here.words || [];
    const typed = make("output", { class: "typed", "aria-live": "polite" });
    const offers = make("div", { class: "offers", role: "group", "aria-label": say("words_like") });
    const found = make("div", { class: "found" });
    const show = () => {
      typed.textContent = [...here.words, here.typed.toUpperCase()].join(" ").trim() || " ";
      offers.replaceChildren(...likely(here.typed).slice(0, SUGGESTED).map((word) =>
        button(inChinese(word), () => { here.words.push(word); here.typed = ""; show(); }, "key offer")));
      if (!here.typed && !here.words.length) {
        const rows = sectionRows().map((one) =>
          row(Hall.inOwn(one), say("items_of", one.count), () => go({ page: "list", section: one.s })));
        found.replaceChildren(make("h2", {}, say("categories")), rowsOf(rows));
        return;
      }
      const fits = matching(here);
      const hits = guides().filter(fits).map(guideRow(go));
      const rest = newest(items().filter((one) => fits(one) && !Guides.find(one.c)));
      const total = hits.length + rest.length;
      found.replaceChildren(
        make("p", { class: "hint", role: "status" }, total ? say("search_found", total) : say("search_none")),
        rowsOf([...hits, ...rest.slice(0, FIRST).map(itemRow(go))]));
    };
    const press = (sign) => {
      if (sign === "erase") {
        if (here.typed) here.typed = here.typed.slice(0, -1);
        else here.words.pop();
      } else if (sign === "clear") {
        here.typed = "";
        here.words = [];
      } else if (here.typed.length < 12) here.typed += sign;
      show();
    };
    show();
    return [...title(say("search"), say("search_how")), typed, offers, keyboard(press, say), found];
  }

  return {
    home, list, item, sections, map, leaflets, search, board,
    guide: Guides.guide, ask: Guides.ask,
    guides: guideList, boards: boardList, promises: promiseList, inChinese,
  };
})();
