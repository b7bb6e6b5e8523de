// The preview of a letter keeps up with what is typed.
(() => {
  "use strict";
  document.querySelectorAll("form[data-letter]").forEach((form) => {
    const place = document.querySelector("[data-letter-preview]");
    let waiting = 0;
    const show = async () => {
      try {
        const answer = await fetch(form.dataset.letter, { method: "POST", body: new FormData(form), redirect: "manual" });
        if (answer.ok) place.innerHTML = await answer.text();
      } catch {
        // Without a line the last preview stays; saving tells what is wrong.
      }
    };
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 500); });
  });
})();
