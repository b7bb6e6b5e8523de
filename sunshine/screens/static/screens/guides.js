"use strict";
/* A guide on a kiosk: one page of it, its questions one at a time, one's own list of materials. */
window.Guides = (() => {
  const { make, code, button } = Parts;
  const { say } = Hall;
  const inChinese = (name, text, how = null) => make(name, { lang: "zh-Hans", class: how }, text);
  const find = (wanted) => (Hall.matters().guides || []).find((one) => one.c === wanted);
  const heading = (key) => make("h2", {}, say(key));

  /* The same rule as ``matters.asking``, which says why. */
  function ownList(materials, answers) {
    const mine = { needed: [], sometimes: [], spared: [] };
    for (const one of materials) {
      const isOut = (one.need || []).some(([key, values]) => key in answers && !values.includes(answers[key]));
      if (isOut) continue;
      if (one.made) mine.spared.push(one);
      else if (one.free && one.w) mine.sometimes.push(one);
      else mine.needed.push(one);
    }
    return mine;
  }

  function materialRow(one) {
    const facts = one.made ? [say("has_it")] : [
      one.i ? inChinese("span", one.i) : null,
      one.o ? `${say("m_originals")} ${one.o}` : null,
      one.c ? `${say("m_copies")} ${one.c}` : null,
      one.k ? one.k[Hall.language()] : null,
      one.need ? say("by_answer") : null,
      one.w ? inChinese("span", one.w) : null,
    ].filter(Boolean);
    const meta = make("span", { class: "row-meta" });
    facts.forEach((fact, place) => meta.append(...(place ? [" · ", fact] : [fact])));
    return make("li", {}, make("div", { class: "row plain" }, inChinese("span", one.n, "row-name"), meta));
  }

  const materialRows = (rows) => make("ul", { class: "rows" }, rows.map(materialRow));

  function listOf(key, rows) {
    return rows && rows.length ? [heading(key), make("ol", { lang: "zh-Hans" }, rows.map((one) => make("li", {}, one)))] : [];
  }

  const glance = (rows) => make("dl", { class: "facts" }, (rows || []).map(([name, ...both]) => {
    const said = both[Hall.language()];
    return make("div", {}, make("dt", {}, say(`g_${name}`)),
      make("dd", { lang: Hall.language() && said === both[0] ? "zh-Hans" : null }, said));
  }));

  function away(found) {
    return make("aside", { class: "away", "aria-label": say("take_away") }, code(found.q, say("take_away")),
      make("p", {}, say("take_away")), make("p", { class: "hint" }, say("paper")));
  }

  function texts(go, found) {
    const said = found.g;
    const own = Hall.own();
    const steps = (said.s || []).map(([name, text, facts]) => make("li", {}, make("b", {}, name), ` ${text}`,
      facts ? make("div", { class: "row-meta" }, facts) : null));
    return [
      said.q ? button(say("ask_me"), () => go({ page: "ask", code: found.c, step: 0, answers: {} }), "btn wide") : null,
      glance(said.at),
      heading("g_materials"), said.m ? materialRows(said.m) : make("p", {}, say("no_materials")),
      ...(steps.length ? [heading("g_steps"), make("ol", { lang: "zh-Hans" }, steps)] : []),
      heading("g_places"), make("p", {}, Hall.inOwn(own), make("br"), inChinese("span", [own.address, own.hours].filter(Boolean).join(" ")),
        ...(said.w || []).flatMap((text) => [make("br"), inChinese("b", text)])),
      ...listOf("g_conditions", said.conditions), ...listOf("g_basis", said.basis),
      ...(said.faqs ? [heading("g_faqs"), make("dl", { lang: "zh-Hans" }, said.faqs.flatMap(([question, answer]) =>
        [make("dt", {}, make("b", {}, question)), make("dd", {}, answer)]))] : []),
      ...listOf("g_remedies", said.remedies),
      ...["ask", "supervise"].flatMap((key) => said[key] ? [heading(`g_${key}`), inChinese("p", said[key])] : []),
    ];
  }

  function guide(go, { code: wanted }) {
    const found = find(wanted);
    if (!found) return [make("h1", { tabindex: "-1" }, say("nothing_here"))];
    const text = found.g ? texts(go, found) : [make("p", {}, say("too_long"))];
    return [
      make("h1", { tabindex: "-1", lang: "zh-Hans" }, found.n),
      make("div", { class: "beside" }, make("div", { class: "text" },
        found.m ? inChinese("p", found.m) : null,
        Hall.language() ? make("p", { class: "hint" }, say("original_chinese")) : null, ...text), away(found)),
    ];
  }

  /* One question at a time; the last answer leads to the list. */
  function ask(go, { code: wanted, step, answers }) {
    const found = find(wanted);
    const questions = (found && found.g && found.g.q) || [];
    const one = questions[step];
    if (!one) return mine(go, found, answers);
    const choices = one.a.map(([value, label]) => button(inChinese("span", label),
      () => go({ page: "ask", code: wanted, step: step + 1, answers: { ...answers, [one.k]: value } }), "btn"));
    const unsure = button(say("not_sure"), () => go({ page: "ask", code: wanted, step: step + 1, answers }), "btn quiet");
    return [
      make("h1", { tabindex: "-1", lang: "zh-Hans" }, one.t),
      make("p", { class: "hint" }, inChinese("span", found.n), ` · ${say("question_of", step + 1, questions.length)}`),
      one.w ? inChinese("p", one.w) : null,
      make("div", { class: "choices" }, choices, unsure),
    ];
  }

  function mine(go, found, answers) {
    if (!found || !found.g) return [make("h1", { tabindex: "-1" }, say("nothing_here"))];
    const list = ownList(found.g.m || [], answers);
    const part = (key, rows) => rows.length ? [make("h2", {}, say(key)), materialRows(rows)] : [];
    return [
      make("h1", { tabindex: "-1" }, say("bring")), inChinese("p", found.n, "hint"),
      list.needed.length ? materialRows(list.needed) : make("p", {}, say("no_materials")),
      ...part("only_then", list.sometimes), ...part("has_it", list.spared),
      button(say("whole_guide"), () => go({ page: "guide", code: found.c }), "btn quiet wide"), away(found),
    ];
  }

  return { guide, ask, ownList, find };
})();
