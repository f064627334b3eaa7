// What was asked is answered below the form; without this script the answer is a page of its own.
for (const form of document.querySelectorAll("form.try")) {
  const output = document.createElement("pre");
  output.tabIndex = 0;
  output.hidden = true;
  form.after(output);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const id = form.querySelector("[data-id]")?.value ?? "";
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "") asked.append(name, value);
    const path = form.dataset.path.replace("{id}", encodeURIComponent(id));
    const address = asked.size > 0 ? `${path}?${asked}` : path;
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const text = await answer.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* as it came */ }
    output.textContent = `GET ${address}\n${answer.status}\n\n${shown}`;
    output.hidden = false;
    output.focus();
  });
}
