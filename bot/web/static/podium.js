// Adds what only the reader's device knows; everything else on the page works without it.
"use strict";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" });
const pad = (number) => String(number).padStart(2, "0");
const dayOf = (instant) =>
  `${instant.getFullYear()}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`;

for (const slot of document.querySelectorAll("[data-instant]")) {
  const instant = new Date(slot.dataset.instant);
  const day = dayOf(instant) === slot.dataset.day ? "" : `${weekday.format(instant)} `;
  const time = document.createElement("time");
  time.dateTime = slot.dataset.instant;
  time.textContent = `${day}${clock.format(instant)}`;
  slot.append(time, " your time");
  slot.hidden = false;
}

const copy = async (field) => {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Outside https and localhost there is no clipboard; the old way still works there.
    field.select();
    return document.execCommand("copy");
  }
};

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const status = document.getElementById(`${button.dataset.copy}-status`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = (await copy(field))
      ? "Address copied."
      : "Could not copy: select the address and copy it.";
  });
  field.addEventListener("focus", () => field.select());
}

// Last, since a browser that does not know longGeneric gives up here.
for (const line of document.querySelectorAll("[data-zone]")) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZoneName: "longGeneric" }).formatToParts();
  const zone = parts.find((part) => part.type === "timeZoneName");
  if (zone) {
    line.textContent = `Your time is that of this device, in ${zone.value}.`;
    line.hidden = false;
  }
}
