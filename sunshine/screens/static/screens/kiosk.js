"use strict";
/* The kiosk: where the reader stands, the bar below, idle reset, reading aloud, the guide. */
(() => {
  const { make, button } = Parts;
  const { say } = Hall;
  const IDLE_MS = 90_000;
  const WARN_SECONDS = 20;
  const screen = document.getElementById("screen");
  let way = [{ page: "home" }];
  let touched = Date.now();
  let call = null;
  let frame = null;

  const here = () => way[way.length - 1];

  function go(to) {
    here().scroll = frame ? frame.main.scrollTop : 0;
    way.push(to);
    show();
  }

  function back() {
    if (way.length > 1) way.pop();
    show();
  }

  function home() {
    way = [{ page: "home" }];
    show();
  }

  function build() {
    const head = make("header", { class: "top" });
    const urgent = make("p", { class: "urgent", role: "status" });
    const main = make("main", { class: "page", tabindex: "0" });
    const bar = make("nav", { class: "bar", "aria-label": say("home") });
    screen.replaceChildren(head, urgent, main, bar);
    main.addEventListener("scroll", () => showMoves(), { passive: true });
    frame = { head, urgent, main, bar };
  }

  /* ``renewed``: the content has changed under the reader, who stays where he is. */
  function show(renewed = false) {
    hush();
    if (!frame) build();
    const own = Hall.own();
    if (!own) {
      frame.main.replaceChildren(make("p", { class: "nothing" }, say("no_content")));
      showHead();
      return;
    }
    const pages = own.closed ? [closed(own)] : Pages[here().page](go, here());
    const place = renewed ? frame.main.scrollTop : here().scroll || 0;
    frame.main.replaceChildren(...pages.filter(Boolean));
    frame.main.scrollTop = place;
    showHead();
    showBar();
    const first = frame.main.querySelector("h1");
    if (first && !renewed) first.focus({ preventScroll: true });
  }

  function closed(own) {
    return make("h1", { class: "nothing", tabindex: "-1" },
      say("closed", Hall.day(own.closed), Hall.inOwn(own.body)));
  }

  function showHead() {
    const asked = Hall.asked();
    const age = asked ? Hall.moment(asked) : "—";
    const old = Hall.isOffline() && asked > 0;
    const own = Hall.own();
    const message = Hall.message();
    frame.head.replaceChildren(
      make("span", { class: "top-name" }, own ? Hall.inOwn(own.body) : ""),
      make("span", { class: old ? "age old" : "age" }, old ? say("offline", age) : say("as_of", age)));
    frame.urgent.textContent = message ? Hall.inOwn(message, "t", "e") : "";
    frame.urgent.hidden = !message;
  }

  function showBar() {
    const root = document.documentElement;
    const large = root.classList.contains("large");
    const isHome = way.length === 1;
    const buttons = [
      isHome ? null : button(say("back"), back, "bar-btn"),
      isHome ? null : button(say("home"), home, "bar-btn"),
      button(say(large ? "normal" : "large"), () => { root.classList.toggle("large"); show(); }, "bar-btn"),
      button(Hall.language() ? "中文" : "English", () => speakOther(1 - Hall.language()), "bar-btn"),
      voice() ? button(say("aloud"), aloud, "bar-btn aloud") : null,
      button(say("up"), () => move(-1), "bar-btn move up"),
      button(say("down"), () => move(1), "bar-btn move down"),
      button(say("help"), askForHelp, "bar-btn call"),
    ];
    frame.bar.replaceChildren(...buttons.filter(Boolean));
    frame.bar.querySelector(".call").setAttribute("aria-haspopup", "dialog");
    showMoves();
  }

  function showMoves() {
    const { scrollTop, scrollHeight, clientHeight } = frame.main;
    const up = frame.bar.querySelector(".up");
    if (!up) return;
    const down = frame.bar.querySelector(".down");
    up.hidden = scrollHeight <= clientHeight + 4;
    down.hidden = up.hidden;
    up.disabled = scrollTop < 4;
    down.disabled = scrollTop + clientHeight > scrollHeight - 4;
  }

  function move(direction) {
    frame.main.scrollBy({ top: direction * frame.main.clientHeight * 0.85, behavior: "instant" });
  }

  function speakOther(language) {
    Hall.setLanguage(language);
    document.documentElement.lang = language ? "en" : "zh-Hans";
    build();
    show();
  }

  /* Reading aloud, where the browser has a voice for it. */
  function voice() {
    const voices = window.speechSynthesis ? speechSynthesis.getVoices() : [];
    return voices.find((one) => one.lang.toLowerCase().startsWith("zh"));
  }

  function aloud() {
    if (speechSynthesis.speaking) { hush(); showBar(); return; }
    const text = frame.main.innerText.replace(/\s*\n\s*/g, "。");
    for (const piece of text.match(/[^。！？；]{1,120}[。！？；]?/g) || []) {
      const said = new SpeechSynthesisUtterance(piece);
      said.voice = voice();
      said.lang = "zh-CN";
      said.rate = 0.9;
      speechSynthesis.speak(said);
    }
    frame.bar.querySelector(".aloud").textContent = say("quiet");
  }

  function hush() {
    if (window.speechSynthesis) speechSynthesis.cancel();
  }

  function dialog(label, ...children) {
    closeDialog();
    const box = make("div", { class: "box", role: "dialog", "aria-modal": "true", "aria-label": label, tabindex: "-1" }, children);
    screen.append(make("div", { class: "veil" }, box));
    box.focus();
    return box;
  }

  function closeDialog() {
    const veil = screen.querySelector(".veil");
    if (veil) veil.remove();
  }

  /* The guide (row F7). */
  function askForHelp() {
    if (call) { showCall(); return; }
    const own = Hall.own();
    const topics = own.topics.map((topic) =>
      button(topic.n[Hall.language()], () => callGuide(topic.k), "btn"));
    dialog(say("help_title"), make("h2", {}, say("help_title")), make("p", {}, say("help_what")),
      make("div", { class: "choices" }, topics), button(say("back"), closeDialog, "btn quiet"));
  }

  async function callGuide(topic) {
    const title = frame.main.querySelector("h1");
    const said = { screen: Hall.code, topic, page: title ? title.innerText.slice(0, 120) : "" };
    try {
      const answer = await fetch(`/kiosk/${Hall.hall}/help`, {
        method: "POST", body: JSON.stringify(said), headers: { "Content-Type": "application/json" },
      });
      const told = await answer.json();
      if (!told.token) {
        sayHelp({ "screen-unknown": "help_unknown", "call-open": "help_open" }[told.refused] || "help_failed");
        return;
      }
      call = { token: told.token, since: Date.now(), state: "sent" };
    } catch (error) {
      sayHelp("help_failed");
      return;
    }
    showCall();
    followCall();
  }

  function sayHelp(key) {
    const own = Hall.own();
    dialog(say("help_title"), make("h2", {}, say("help_title")),
      make("p", { role: "status" }, say(key, own.telephone || "")), button(say("back"), closeDialog, "btn"));
  }

  function waited() {
    const seconds = Math.floor((Date.now() - call.since) / 1000);
    return say("waiting", Math.floor(seconds / 60), seconds % 60);
  }

  function showCall() {
    dialog(say("help_title"), make("h2", {}, say("help_title")),
      make("p", { class: "call-state", role: "status" }, say(`help_${call.state}`)),
      make("p", { class: "hint call-wait" }, waited()), button(say("back"), closeDialog, "btn"));
  }

  async function followCall() {
    while (call && Date.now() - call.since < 1_800_000) {
      await new Promise((done) => setTimeout(done, 3000));
      try {
        const answer = await fetch(`/kiosk/${Hall.hall}/help/${call.token}`, { cache: "no-store" });
        if (answer.ok) call.state = (await answer.json()).state;
        if (answer.status === 404) call.state = "over";
      } catch (error) { /* Asked again. */ }
      const state = screen.querySelector(".call-state");
      if (state) state.textContent = say(`help_${call.state}`);
      const wait = screen.querySelector(".call-wait");
      if (wait) wait.textContent = waited();
      if (call.state === "over") break;
    }
    call = null;
  }

  /* Left alone: a warning first, then the first page, for whoever comes next. */
  function fresh() {
    const root = document.documentElement;
    return way.length === 1 && !Hall.language() && !root.classList.contains("large") && !screen.querySelector(".veil");
  }

  function watch() {
    const idle = Date.now() - touched;
    const warning = screen.querySelector(".leaving");
    if (warning && idle > IDLE_MS + WARN_SECONDS * 1000) { reset(); return; }
    if (warning) { warning.textContent = say("leave_in", Math.ceil((IDLE_MS + WARN_SECONDS * 1000 - idle) / 1000)); return; }
    const mayWait = call && Date.now() - call.since < 300_000;
    if (idle > IDLE_MS && !fresh() && !mayWait && frame) {
      dialog(say("leave"), make("p", { class: "leaving", role: "alert" }, say("leave_in", WARN_SECONDS)),
        button(say("stay"), closeDialog, "btn"), button(say("leave"), reset, "btn quiet"));
    }
    if (fresh() && idle > 10_000 && Hall.mayRenew()) Hall.renew();
  }

  function reset() {
    closeDialog();
    document.documentElement.classList.remove("large");
    document.documentElement.lang = "zh-Hans";
    Hall.setLanguage(0);
    touched = Date.now();
    build();
    home();
  }

  /* No way out: no menu of the browser, no dragging, no zooming by two fingers. */
  for (const kind of ["contextmenu", "dragstart", "gesturestart"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => { touched = Date.now(); }, true);
  }
  document.addEventListener("touchmove", (event) => {
    if (event.touches.length > 1) event.preventDefault();
  }, { passive: false });

  Hall.start((changed) => {
    if (changed || !frame) show(true);
    else showHead();
  });
  if (window.speechSynthesis) speechSynthesis.addEventListener("voiceschanged", () => frame && Hall.own() && showBar());
  setInterval(watch, 1000);
})();
