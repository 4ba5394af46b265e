/* Follows a figure in a panel, and sorts, filters, copies and saves tables. Without it every link still leads to a
   page, and every table is whole. Nothing is asked of a host: cards come as scripts, which a page opened as a file may
   load where it may not fetch. */
(() => {
  "use strict";
  const zh = document.documentElement.lang.startsWith("zh");
  const say = (en, chinese) => (zh ? chinese : en);
  /* The pages in Chinese stand in a folder of their own; figures and data, which both languages share, above it. */
  const top = new URL(zh ? "../" : "./", new URL(document.documentElement.dataset.content_root || "./", location.href));
  const make = (tag, settings = {}, ...inner) => {
    const made = Object.assign(document.createElement(tag), settings);
    made.append(...inner);
    return made;
  };

  /* Cards: a script a document or series, loaded once. */
  const kept = new Map();
  const waiting = new Map();
  window.eduplansCards = (name, cards) => {
    kept.set(name, cards);
    (waiting.get(name) || []).forEach((done) => done(cards));
  };
  const fileOf = (card) => (card.includes("@") ? `series/${card.split("@")[0]}` : `figures/${card.replace(/:[^:]*$/, "")}`);
  const load = (name) =>
    new Promise((done, failed) => {
      if (kept.has(name)) return done(kept.get(name));
      waiting.set(name, [...(waiting.get(name) || []), done]);
      if (waiting.get(name).length > 1) return undefined;
      const script = make("script", { src: new URL(`${encodeURI(name)}.js`, top).href });
      script.onerror = failed;
      return document.head.append(script);
    });
  const cardsOf = async (name) => {
    const file = fileOf(name);
    const cards = await load(file);
    if (cards[name]) return [[file, cards[name]]];
    return Object.keys(cards).filter((one) => one.startsWith(`${name}-`)).map((one) => [file, cards[one]]);
  };

  /* The panel. */
  let panel;
  let opener;
  const open = () => {
    panel = make("dialog", { className: "follow-panel" });
    panel.setAttribute("aria-label", say("What this number is", "这个数字是什么"));
    const close = make("button", { type: "button", className: "close", textContent: say("Close", "关闭") });
    close.addEventListener("click", () => panel.close());
    panel.append(close, make("div", { className: "cards" }));
    panel.addEventListener("close", () => opener && opener.focus());
    panel.addEventListener("click", (event) => event.target === panel && panel.close());
    document.body.append(panel);
  };
  const show = async (names, link, said) => {
    const cards = (await Promise.all(names.map(cardsOf))).flat();
    if (!cards.length) throw new Error("no card");
    if (!panel) open();
    if (!panel.open) opener = link;
    const inside = panel.querySelector(".cards");
    inside.replaceChildren();
    if (names.length > 1) {
      inside.append(make("p", { textContent: said }));
    }
    for (const [file, html] of cards) {
      const card = make("div");
      card.innerHTML = html;
      const section = card.firstElementChild;
      const page = new URL(`${encodeURI(file)}.html`, top);
      for (const one of card.querySelectorAll("a")) one.href = new URL(one.getAttribute("href"), page).href;
      const own = new URL(page);
      own.hash = section.id;
      section.append(make("p", {}, make("a", { href: own.href, textContent: say("On its page", "在其页面上查看") })));
      section.removeAttribute("id");
      inside.append(section);
    }
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
  };
  const cardsNamed = (link) => {
    const row = link.closest("[data-cards]");
    return link.dataset.card ? [link.dataset.card] : row ? row.dataset.cards.split(" ") : [];
  };
  /* Numbers of a picture may lie one over the other: all that stand under the pointer are meant. */
  const under = (event, link) => {
    const found = document.elementsFromPoint(event.clientX, event.clientY).filter((one) => one.matches(".marks a"));
    return link.matches(".marks a") && found.length ? found : [link];
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-card], a[data-cards], a.follow");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const here = event.detail ? under(event, link) : [link];
    const names = [...new Set(here.flatMap(cardsNamed))];
    if (!names.length) return;
    event.preventDefault();
    const said = here.length > 1
      ? say("Numbers that stand here:", "此处的数字：") : say("This number rests on:", "这个数字依据：");
    show(names, link, said).catch(() => { location.href = link.href; });
  });

  /* Tables. */
  const SIGNS = /[†‡,\u2009]/g;
  const valueOf = (cell) => {
    const text = (cell ? cell.innerText : "").trim();
    const found = text.replace(SIGNS, "").replace(/^−/, "-").match(/^[+-]?\d+(\.\d+)?/);
    return { text, number: found ? Number(found[0]) : text === "–" || text === "" ? null : NaN };
  };
  const compare = (a, b) => {
    if (a.number === null || b.number === null) return (a.number === null) - (b.number === null);
    if (!Number.isNaN(a.number) && !Number.isNaN(b.number)) return a.number - b.number;
    return a.text.localeCompare(b.text, zh ? "zh" : "en");
  };
  const sort = (table, place, up) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const parents = rows.map((row) => row.parentElement);
    const first = parents[0];
    rows.forEach((row, number) => { row.dataset.first ??= number; });
    const keyed = rows.map((row) => [row, valueOf(row.cells[place])]);
    keyed.sort(([a, x], [b, y]) => {
      if (up === null) return a.dataset.first - b.dataset.first;
      const empty = (x.number === null) - (y.number === null);
      return empty || (up ? compare(x, y) : compare(y, x)) || a.dataset.first - b.dataset.first;
    });
    first.append(...keyed.map(([row]) => row));
  };
  const quoted = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d,.]*[†‡]*\s?%?$/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  const cellsOf = (table) =>
    [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => cell.innerText.trim()));
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  const save = (table) => {
    const text = `\ufeff${cellsOf(table).map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
    const name = (table.caption ? table.caption.innerText : document.title).replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60);
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: `${name}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const sortable = (table) => {
    for (const [place, head] of [...table.tHead.rows[table.tHead.rows.length - 1].cells].entries()) {
      const button = make("button", { type: "button", className: "sort" }, ...head.childNodes);
      button.title = say("Sort by this column", "按此列排序");
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const next = { none: true, ascending: false, descending: null }[head.getAttribute("aria-sort") || "none"];
        for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
        if (next !== null) head.setAttribute("aria-sort", next ? "ascending" : "descending");
        sort(table, place, next);
      });
    }
  };
  const tools = (table) => {
    const bar = make("div", { className: "table-tools" });
    const said = make("span", { className: "said" });
    said.setAttribute("role", "status");
    if (table.rows.length > 8) {
      const field = make("input", { type: "search", placeholder: say("Filter rows", "筛选行") });
      field.setAttribute("aria-label", `${say("Filter rows", "筛选行")}: ${table.caption ? table.caption.textContent : ""}`);
      field.addEventListener("input", () => {
        const wanted = field.value.trim().toLowerCase();
        const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
        for (const row of rows) row.hidden = !row.innerText.toLowerCase().includes(wanted);
        const left = rows.filter((row) => !row.hidden).length;
        said.textContent = wanted ? say(`${left} of ${rows.length} rows`, `${rows.length} 行中的 ${left} 行`) : "";
      });
      bar.append(field);
    }
    const copying = make("button", { type: "button", textContent: say("Copy", "复制") });
    copying.addEventListener("click", async () => {
      await copy(cellsOf(table).map((row) => row.join("\t")).join("\n"));
      said.textContent = say("Copied", "已复制");
    });
    bar.append(copying);
    if (!table.closest("figure.table")?.querySelector("p.exports")) {
      const saving = make("button", { type: "button", textContent: "CSV" });
      saving.addEventListener("click", () => save(table));
      bar.append(saving);
    }
    bar.append(said);
    return bar;
  };
  /* Code and citations are copied whole; of what a console shows, the commands alone. */
  const copied = (pre) => {
    const lines = pre.textContent.trimEnd().split("\n");
    const commands = lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
    return (commands.length ? commands : lines).join("\n");
  };
  const copying = (pre) => {
    const words = say("Copy", "复制");
    const button = make("button", { type: "button", className: "copy", textContent: words });
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await copy(copied(pre));
      button.textContent = say("Copied", "已复制");
      setTimeout(() => { button.textContent = words; }, 2000);
    });
    pre.before(button);
  };
  const wrapperOf = (table) => table.closest("figure.table, .table-wrapper");
  const box = (table, wide) => {
    const wrapper = wrapperOf(table);
    if (wide.has(wrapper) && !wrapper.hasAttribute("tabindex")) {
      wrapper.tabIndex = 0;
      wrapper.setAttribute("role", wrapper.tagName === "FIGURE" ? "figure" : "region");
      wrapper.setAttribute("aria-label", table.caption ? table.caption.textContent : say("Table", "表"));
    }
    return wrapper || table;
  };
  /* Numbers on a picture: one stop of the tab key, the arrow keys from one to the next; what is pointed at is named. */
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const marks = (group) => {
    const links = [...group.querySelectorAll("a")];
    const said = make("span", { className: "mark-said" });
    said.setAttribute("aria-hidden", "true");
    group.append(said);
    const tell = (link, all = [link]) => {
      said.textContent = link ? all.map((one) => one.getAttribute("aria-label")).join("; ") : "";
      said.classList.toggle("shown", Boolean(link));
      if (!link) return;
      const most = group.clientWidth - said.offsetWidth;
      const above = link.offsetTop - link.offsetHeight / 2 - said.offsetHeight - 6;
      said.style.left = `${Math.max(0, Math.min(most, link.offsetLeft - said.offsetWidth / 2))}px`;
      said.style.top = `${above < 0 ? link.offsetTop + link.offsetHeight / 2 + 6 : above}px`;
    };
    links.forEach((link, place) => {
      link.tabIndex = place ? -1 : 0;
      link.addEventListener("pointermove", (event) => tell(link, under(event, link)));
      link.addEventListener("focus", () => {
        links.forEach((one) => { one.tabIndex = one === link ? 0 : -1; });
        tell(link);
      });
      for (const left of ["pointerleave", "blur"]) link.addEventListener(left, () => tell(null));
    });
    group.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const next = links.indexOf(document.activeElement) + step;
      links[Math.max(0, Math.min(links.length - 1, next))].focus();
    });
  };
  const ready = () => {
    const tables = [...document.querySelectorAll("article table")];
    /* Commands on cards wrap; to measure them would lay out every card. */
    const codes = [...document.querySelectorAll("article pre:not(.figure-card pre)")];
    /* All that is measured is measured before anything is changed: the page is laid out once. */
    const scrolls = (one) => one && one.scrollWidth > one.clientWidth;
    const wide = new Set([...tables.map(wrapperOf), ...codes].filter(scrolls));
    document.querySelectorAll(".marks").forEach(marks);
    for (const table of tables) {
      const outer = box(table, wide);
      if (!table.tHead || table.rows.length < 3) continue;
      sortable(table);
      outer.before(tools(table));
    }
    for (const code of codes) {
      if (wide.has(code)) code.tabIndex = 0;
      if (code.closest("div.highlight, div.cited")) copying(code);
    }
  };
  /* From now on all cards have their height, and a link to one of them arrives where it stands. */
  const whole = () => {
    document.documentElement.classList.add("whole");
    const goal = document.querySelector(".figure-card:target");
    if (goal) goal.scrollIntoView({ behavior: "instant" });
  };
  if (document.readyState === "complete") whole();
  else window.addEventListener("load", () => setTimeout(whole));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
