// A file can be dropped anywhere on the page.
const form = document.getElementById("read");
const file = form?.querySelector("input[type=file]");
const hint = document.getElementById("drop-hint");
if (file) {
  hint.append(" A file can also be dropped on this page.");
  document.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  document.addEventListener("dragleave", () => form.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
