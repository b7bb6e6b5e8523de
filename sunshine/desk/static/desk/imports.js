// Keeps the progress of a running import up to date; the page works without it, by its button.
(() => {
  const pause = 1500;
  const look = async () => {
    const bar = document.getElementById("import-progress");
    if (!bar || !bar.dataset.progress) return;
    try {
      const answer = await fetch(bar.dataset.progress, { headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected) return;
      const holder = document.createElement("template");
      holder.innerHTML = await answer.text();
      const next = holder.content.getElementById("import-progress");
      if (!next) return;
      if (next.dataset.state !== bar.dataset.state) {
        location.reload();
        return;
      }
      bar.replaceWith(next);
    } catch {
      // The server is away for a moment: ask again.
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
})();
