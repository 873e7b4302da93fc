"use strict";
// Searching and filtering what the page already lists. Nothing is asked of a server, and nothing is remembered.
(() => {
  const form = document.getElementById("find");
  const counts = [...document.querySelectorAll("#count p")];

  // Words without accents, case and marks, each after a space: " beginning of a word" is then looked for as it is.
  const plain = (text) =>
    " " + text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const topics = new Map();
  for (const element of document.querySelectorAll(".t")) {
    topics.set(element.id, {
      element,
      names: [...element.querySelectorAll("h3 span, .n p span")].map((name) => plain(name.textContent)).join(" "),
      groups: element.dataset.g.split(" "),
      handouts: [...element.querySelectorAll("li")],
      references: [],
      narrowed: false,
    });
  }
  for (const element of document.querySelectorAll(".see")) {
    topics.get(element.firstElementChild.hash.slice(1)).references.push(element);
  }
  const letters = [...document.querySelectorAll(".letter")].map((element) => ({
    element,
    link: document.querySelector(`nav a[href="#${element.firstElementChild.id}"]`).parentElement,
    lines: [...element.lastElementChild.children],
  }));

  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };
  const chosen = (name) => form.elements[name]?.value ?? "";

  const filter = () => {
    const words = plain(form.elements.words.value).trim().split(" ").filter(Boolean);
    const [group, language, edition] = ["group", "language", "edition"].map(chosen);
    let count = 0;
    for (const topic of topics.values()) {
      let shown = words.every((word) => topic.names.includes(" " + word)) && (!group || topic.groups.includes(group));
      if (shown && (language || edition || topic.narrowed)) {
        let any = false;
        for (const handout of topic.handouts) {
          const fits = (!language || handout.dataset.l === language) && (!edition || handout.dataset.e === edition);
          hide(handout, !fits);
          any ||= fits;
        }
        topic.narrowed = Boolean(language || edition);
        shown = any;
      }
      hide(topic.element, !shown);
      for (const reference of topic.references) hide(reference, !shown || words.length > 0);
      count += shown;
    }
    for (const letter of letters) {
      const empty = letter.lines.every((line) => line.hidden);
      hide(letter.element, empty);
      hide(letter.link, empty);
    }
    for (const line of counts) {
      const text = count === 0 ? line.dataset.none : count === 1 ? line.dataset.one : line.dataset.many;
      line.textContent = text.replace("{count}", count.toLocaleString(line.dataset.locale));
    }
  };

  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter)); // the fields are empty only after the event
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter(); // a browser that goes back to the page fills the fields in again
})();
