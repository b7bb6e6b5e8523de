"use strict";
/* The display: one slide after another, never faster than it is read, with clock and age. */
(() => {
  const { say } = Hall;
  const screen = document.getElementById("screen");
  const MESSAGE_SECONDS = 12;
  let last = readLast();
  let timer = 0;
  let frame = null;
  let wasMessage = false;
  let shownMessage = "";

  function make(name, how, text = "") {
    const element = document.createElement(name);
    element.className = how;
    element.textContent = text;
    return element;
  }

  function readLast() {
    try { return localStorage.getItem("last-slide") || ""; } catch (error) { return ""; }
  }

  function keepLast() {
    try { localStorage.setItem("last-slide", last); } catch (error) { /* not kept */ }
  }

  function build() {
    const head = make("header", "top");
    const name = make("h1", "top-name");
    const clock = make("time", "clock");
    head.append(name, clock);
    const main = make("main", "slide");
    main.setAttribute("aria-live", "off");
    const foot = make("footer", "foot");
    screen.replaceChildren(head, main, foot);
    frame = { name, clock, main, foot };
  }

  function ofEntry(entry) {
    if (entry.k !== "notices") return entry.slides;
    const items = Hall.heads().flatMap((part) => (part.sections[entry.section] || { items: [] }).items);
    return items.slice(0, 6).flatMap((item) => item.slides).map((slide) =>
      ({ ...slide, s: Math.max(slide.s, entry.seconds) }));
  }

  function list() {
    const board = Hall.board();
    const found = board ? Playing.slides(board.entries, Hall.now(), ofEntry) : [];
    if (found.length) return found;
    const own = Hall.own();
    return own.slides.map((slide, index) => ({ ...slide, key: `own.${index}` }));
  }

  function showFrame() {
    const own = Hall.own();
    frame.name.textContent = own ? own.n : "";
    frame.clock.textContent = Hall.inBeijing({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(Hall.now());
    const asked = Hall.asked();
    const old = Hall.isOffline() && asked > 0;
    frame.foot.classList.toggle("old", old);
    frame.foot.textContent = asked ? say(old ? "offline" : "as_of", Hall.moment(asked)) : "";
  }

  function showMessage(message) {
    frame.main.className = "slide urgent";
    frame.main.replaceChildren(make("p", "slide-head", say("urgent")), make("p", "big", message.t));
    if (message.e) {
      const english = make("p", "english", message.e);
      english.lang = "en";
      frame.main.append(english);
    }
    return MESSAGE_SECONDS;
  }

  function showSlide(slide) {
    frame.main.className = slide.p ? "slide drawn" : "slide";
    const parts = [];
    if (slide.h) parts.push(make("p", "slide-head", slide.h));
    if (slide.b) parts.push(...slide.b.split("\n").map((line) => make("p", "big", line)));
    if (slide.d) parts.push(make("p", "slide-day", Hall.day(slide.d)));
    if (slide.x) parts.push(...slide.x.split("\n").map((line) => make("p", "text", line)));
    if (slide.p) {
      const picture = make("img", "picture");
      picture.src = `/screens/pictures/${slide.p}`;
      picture.alt = slide.t || "";
      parts.push(picture);
    }
    frame.main.replaceChildren(...parts);
    return slide.s;
  }

  function turn() {
    clearTimeout(timer);
    const own = Hall.own();
    let seconds = 2;
    if (!own) {
      frame.main.className = "slide";
      frame.main.replaceChildren(make("p", "text", say("no_content")));
    } else if (own.closed) {
      frame.main.className = "slide";
      frame.main.replaceChildren(make("p", "text", say("closed", Hall.day(own.closed), own.body.n)));
      seconds = 30;
    } else {
      seconds = turnSlide();
    }
    showFrame();
    timer = setTimeout(turn, seconds * 1000);
  }

  /* A message comes before everything else, and again after every slide. */
  function turnSlide() {
    const message = Hall.message();
    shownMessage = message ? message.t : "";
    if (message && !wasMessage) {
      wasMessage = true;
      return showMessage(message);
    }
    wasMessage = false;
    const slides = list();
    const at = Playing.next(slides, last);
    if (at === null) return showSlide({ b: own().n, s: 10 });
    last = `${slides[at].key}|${at}`;
    keepLast();
    return showSlide(slides[at]);
  }

  const own = () => Hall.own();

  /* What has changed shows at once if it is a message, or if what stands here is gone. */
  function changed() {
    const message = Hall.message();
    if ((message ? message.t : "") !== shownMessage) {
      wasMessage = false;
      turn();
      return;
    }
    const key = last.split("|")[0];
    if (!Hall.own() || !frame.main.childElementCount || !list().some((slide) => slide.key === key)) turn();
    else showAgain(key);
  }

  /* The slide that stands may say something else now; it is not begun anew if it does not. */
  function showAgain(key) {
    if (wasMessage) return;
    const before = frame.main.innerHTML;
    const slide = list().find((one) => one.key === key);
    const seconds = showSlide(slide);
    if (frame.main.innerHTML === before) return;
    clearTimeout(timer);
    timer = setTimeout(turn, seconds * 1000);
  }

  build();
  let begun = false;
  Hall.start((isNew) => {
    if (Hall.mayRenew()) { Hall.renew(); return; }
    if (!begun && (Hall.own() || Hall.asked())) { begun = true; turn(); }
    else if (isNew && begun) changed();
    else if (begun && (Hall.message() ? Hall.message().t : "") !== shownMessage) turn();
    showFrame();
  });
  setInterval(showFrame, 1000);
})();
