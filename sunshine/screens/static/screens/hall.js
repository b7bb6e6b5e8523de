"use strict";
/* What every screen of a hall does: asks what is new, keeps it for the time without network,
   tells the page. The page never waits for the network. */
window.Hall = (() => {
  const root = document.documentElement;
  const { kind, hall, version } = root.dataset;
  const words = JSON.parse(document.getElementById("words").textContent);
  const ASK_MS = 3000;
  const OLD_MS = 30_000;
  const stateAddress = `/screens/halls/${hall}/state.json`;
  const held = { state: null, tag: "", parts: {}, asked: 0 };
  let language = 0;
  let told = () => {};

  const memory = {
    get(key) { try { return localStorage.getItem(key) || ""; } catch (error) { return ""; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch (error) { /* full */ } },
  };
  const given = new URLSearchParams(location.search).get("screen");
  if (given) memory.set("screen", given);
  const code = given || memory.get("screen");

  // The clock of the machine may be wrong; that of the server is asked along the way.
  let drift = Number(memory.get("drift")) || 0;
  const now = () => new Date(Date.now() + drift);

  function setClock(answer) {
    const said = Date.parse(answer.headers.get("Date") || "");
    if (!said) return;
    const found = said - Date.now();
    if (Math.abs(found - drift) < 2000) return;
    drift = Math.abs(found) < 5000 ? 0 : found;
    memory.set("drift", String(drift));
  }

  const partAddress = ([name, digest]) => `/screens/parts/${name}.json?d=${digest}`;

  function wanted(state) {
    const own = kind === "kiosk" ? [...state.items, state.matters] : state.heads;
    const boards = kind === "kiosk" ? [] : [state.boards[boardOf(state)]];
    const pairs = [state.part, ...boards, ...own];
    return pairs.filter((pair) => pair && pair[1]);
  }

  function boardOf(state) {
    return root.dataset.board || Object.keys(state.boards)[0] || "";
  }

  async function kept(cache, pair) {
    const found = cache && (await cache.match(partAddress(pair)));
    return found ? found.json() : null;
  }

  async function openCache() {
    try { return await caches.open(`content-${kind}-${hall}`); } catch (error) { return null; }
  }

  /* Take up a state with all its parts, or none of it. */
  async function takeUp(state, tag, fromNet) {
    const cache = await openCache();
    const parts = {};
    for (const pair of wanted(state)) {
      const [name, digest] = pair;
      const known = held.parts[name];
      let content = known && known.digest === digest ? known.content : await kept(cache, pair);
      if (!content) {
        if (!fromNet) return false;
        const answer = await fetch(`/screens/parts/${name}.json`, { cache: "no-store" });
        if (!answer.ok) return false;
        if (cache) await cache.put(partAddress(pair), answer.clone());
        content = await answer.json();
      }
      parts[name] = { digest, content };
    }
    Object.assign(held, { state, tag, parts });
    if (fromNet && cache) await tidy(cache, state);
    told(true);
    return true;
  }

  /* What is no longer shown is not kept either: it may have been taken down. */
  async function tidy(cache, state) {
    const text = new Response(JSON.stringify(state));
    await cache.put(stateAddress, text);
    const keep = new Set([stateAddress, ...wanted(state).map(partAddress)]);
    for (const request of await cache.keys()) {
      const address = new URL(request.url);
      if (!keep.has(address.pathname + address.search)) await cache.delete(request);
    }
  }

  async function ask() {
    const made = held.state ? Math.floor(Date.parse(held.state.made) / 1000) : 0;
    const query = code ? `?s=${encodeURIComponent(code)}&c=${made}&v=${version}` : "";
    const headers = held.tag ? { "If-None-Match": held.tag } : {};
    const stop = AbortSignal.timeout ? AbortSignal.timeout(10_000) : undefined;
    const options = { headers, cache: "no-store", signal: stop };
    const answer = await fetch(stateAddress + query, options);
    setClock(answer);
    if (answer.status === 404 && held.state) {
      await forget();
      return;
    }
    if (answer.status !== 304 && !answer.ok) return;
    if (answer.ok && !(await takeUp(await answer.json(), answer.headers.get("ETag"), true))) return;
    held.asked = now().getTime();
    memory.set(`asked-${hall}`, String(held.asked));
  }

  /* The hall is no longer there. */
  async function forget() {
    const cache = await openCache();
    if (cache) for (const request of await cache.keys()) await cache.delete(request);
    Object.assign(held, { state: null, tag: "", parts: {} });
    told(true);
  }

  async function askForEver() {
    for (;;) {
      try { await ask(); } catch (error) { /* No network: asked again. */ }
      told(false);
      await new Promise((done) => setTimeout(done, ASK_MS));
    }
  }

  async function start(onChange) {
    told = onChange;
    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.register(root.dataset.worker).catch(() => {});
    }
    held.asked = Number(memory.get(`asked-${hall}`)) || 0;
    try {
      const cache = await openCache();
      const stored = cache && (await cache.match(stateAddress));
      if (stored) await takeUp(await stored.json(), "", false);
    } catch (error) { /* Nothing kept that can be read. */ }
    askForEver();
  }

  /* Another program is there: take it up, but not again and again if that does not help. */
  function mayRenew() {
    if (!held.state || held.state.version === version || isOffline()) return false;
    const last = Number(memory.get("renewed")) || 0;
    return Math.abs(Date.now() - last) > 300_000;
  }

  function renew() {
    memory.set("renewed", String(Date.now()));
    location.reload();
  }

  const isOffline = () => now().getTime() - held.asked > OLD_MS;

  const inBeijing = (how) => new Intl.DateTimeFormat(language ? "en-GB" : "zh-CN", {
    timeZone: "Asia/Shanghai", ...how,
  });

  function moment(time) {
    return inBeijing({
      month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).format(time);
  }

  function day(iso) {
    if (!iso) return "";
    const [year, month, date] = iso.split("-").map(Number);
    if (!language) return `${year}年${month}月${date}日`;
    return inBeijing({ year: "numeric", month: "long", day: "numeric" }).format(
      new Date(Date.UTC(year, month - 1, date, 4))
    );
  }

  function say(key, ...facts) {
    const text = (words[key] || ["", ""])[language];
    return facts.reduce((said, fact, index) => said.replace(`{${index}}`, fact), text);
  }

  const content = (name) => (held.parts[name] || {}).content;
  const all = (pairs) => (pairs || []).map(([name]) => content(name)).filter(Boolean);

  return {
    start, now, say, day, moment, isOffline, mayRenew, renew, inBeijing, code, hall,
    asked: () => held.asked,
    state: () => held.state,
    own: () => (held.state ? content(held.state.part[0]) : null),
    items: () => (held.state ? all(held.state.items) : []),
    matters: () => (held.state && held.state.matters && content(held.state.matters[0])) || {},
    heads: () => (held.state ? all(held.state.heads) : []),
    board: () => held.state && content((held.state.boards[boardOf(held.state)] || [""])[0]),
    message: () => {
      const message = held.state && held.state.message;
      return message && message.until * 1000 > now().getTime() ? message : null;
    },
    language: () => language,
    setLanguage: (chosen) => { language = chosen; },
    inOwn: (thing, chinese = "n", english = "e") =>
      (language && thing[english]) || thing[chinese] || "",
  };
})();
