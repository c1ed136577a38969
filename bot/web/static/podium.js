// Adds what only the reader's device knows; everything else on the page works without it.
"use strict";

// The words are the page's; digits are those in which the page has its times.
const words = document.body.dataset;
const lang = document.documentElement.lang;
const locale = lang === "en" ? "en-GB" : `${lang}-u-nu-latn`;

const clock = new Intl.DateTimeFormat(locale, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const weekday = new Intl.DateTimeFormat(locale, { weekday: "long" });
const pad = (number) => String(number).padStart(2, "0");
const dayOf = (instant) =>
  `${instant.getFullYear()}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`;

for (const slot of document.querySelectorAll("[data-instant]")) {
  const instant = new Date(slot.dataset.instant);
  const day = dayOf(instant) === slot.dataset.day ? "" : `${weekday.format(instant)} `;
  const time = document.createElement("time");
  time.dateTime = slot.dataset.instant;
  time.textContent = `${day}${clock.format(instant)}`;
  const [before, behind] = words.yourTime.split("{}");
  slot.append(before, time, behind);
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
      ? words.copied
      : words.notCopied;
  });
  field.addEventListener("focus", () => field.select());
}

// Last, since a browser that does not know longGeneric gives up here.
for (const line of document.querySelectorAll("[data-zone]")) {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "longGeneric" }).formatToParts();
  const zone = parts.find((part) => part.type === "timeZoneName");
  if (zone) {
    line.textContent = words.yourZone.replace("{}", () => zone.value);
    line.hidden = false;
  }
}
