// Blacking out: boxes are drawn over the page by mouse, finger or keys. The rows of the form are the truth.
(() => {
  const form = document.querySelector("[data-boxes]");
  if (!form) return;
  const words = JSON.parse(form.dataset.words);
  const list = form.querySelector("[data-rows]");
  const blank = form.querySelector("[data-blank]");
  const said = form.querySelector("[data-said]");
  const NAMES = ["left", "top", "width", "height"];
  const LEAST = 0.5;
  const shown = form.elements.shown.value;
  const rows = () => [...list.querySelectorAll("[data-row]")];
  const field = (row, name) => row.querySelector(`[name=${name}]`);
  const place = (row) => NAMES.map((name) => parseFloat(field(row, name).value));
  const canvas = () => form.querySelector("[data-stage] svg");
  const tell = (text, number) => { said.textContent = text.replace("#", number); };
  const inside = (value, most) => Math.min(Math.max(value, 0), most);

  const write = (row, [left, top, width, height]) => {
    const wide = inside(Math.max(width, LEAST), 100), high = inside(Math.max(height, LEAST), 100);
    const values = [inside(left, 100 - wide), inside(top, 100 - high), wide, high];
    NAMES.forEach((name, at) => { field(row, name).value = String(Math.round(values[at] * 10) / 10); });
  };

  const draw = () => {
    const all = rows();
    all.forEach((row, at) => {
      row.querySelector("[data-number]").textContent = at + 1;
      row.querySelector("[data-remove]").hidden = false;
    });
    const svg = canvas();
    if (!svg) return;
    const here = all.filter((row) => field(row, "page").value === shown && place(row).every(Number.isFinite));
    [...svg.children].filter((box) => !here.includes(box.row)).forEach((box) => box.remove());
    for (const row of here) {
      let box = [...svg.children].find((one) => one.row === row);
      if (!box) {
        box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        box.row = row;
        box.setAttribute("tabindex", "0");
        box.setAttribute("role", "button");
        svg.append(box);
      }
      const [x, y, width, height] = place(row);
      Object.entries({ x, y, width, height }).forEach(([name, value]) => box.setAttribute(name, Math.max(value, 0)));
      box.setAttribute("aria-label", words.box.replace("#", all.indexOf(row) + 1));
    }
  };

  const add = (values) => {
    const empty = rows().find((row) => NAMES.every((name) => field(row, name).value === ""));
    const row = empty || blank.content.firstElementChild.cloneNode(true);
    if (!empty) list.append(row);
    field(row, "page").value = shown;
    write(row, values);
    draw();
    tell(words.added, rows().indexOf(row) + 1);
    [...canvas().children].find((box) => box.row === row)?.focus({ preventScroll: true });
  };

  const remove = (row) => {
    tell(words.removed, rows().indexOf(row) + 1);
    row.remove();
    draw();
    (canvas()?.lastElementChild || form.querySelector("[data-add]")).focus({ preventScroll: true });
  };

  let drag = null;
  const point = (event) => {
    const edges = canvas().getBoundingClientRect();
    return [(event.clientX - edges.left) / edges.width * 100, (event.clientY - edges.top) / edges.height * 100];
  };
  form.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest("[data-stage] svg");
    if (!svg || event.button) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    const row = event.target.row;
    drag = { from: point(event), row, was: row && place(row), box: null };
    if (row) event.target.focus({ preventScroll: true });
    else {
      drag.box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      drag.box.classList.add("is-new");
      svg.append(drag.box);
    }
  });
  form.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [x, y] = point(event), [fromX, fromY] = drag.from;
    if (drag.row) {
      const [left, top, width, height] = drag.was;
      write(drag.row, [left + x - fromX, top + y - fromY, width, height]);
      draw();
      return;
    }
    drag.values = [Math.max(Math.min(x, fromX), 0), Math.max(Math.min(y, fromY), 0)];
    drag.values.push(Math.min(Math.max(x, fromX), 100) - drag.values[0], Math.min(Math.max(y, fromY), 100) - drag.values[1]);
    ["x", "y", "width", "height"].forEach((name, at) => drag.box.setAttribute(name, Math.max(drag.values[at], 0)));
  });
  const drop = (event) => {
    if (!drag) return;
    const { box, values } = drag;
    drag = null;
    box?.remove();
    if (event.type === "pointerup" && values && values[2] >= LEAST && values[3] >= LEAST) add(values);
  };
  form.addEventListener("pointerup", drop);
  form.addEventListener("pointercancel", drop);

  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, -1], ArrowDown: [1, 1] };
  form.addEventListener("keydown", (event) => {
    const row = event.target.row;
    if (!row) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      remove(row);
    } else if (STEPS[event.key]) {
      event.preventDefault();
      const [side, step] = STEPS[event.key], values = place(row);
      values[event.shiftKey ? side + 2 : side] += step;
      write(row, values);
      draw();
    }
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-add]")) add([35, 45, 30, 5]);
    const button = event.target.closest("[data-remove]");
    if (button) remove(button.closest("[data-row]"));
  });
  form.addEventListener("input", draw);
  document.body.addEventListener("htmx:afterSwap", draw);
  form.querySelector("[data-add]").hidden = false;
  draw();
})();
