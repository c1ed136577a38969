// Reads a calendar as a JavaScript client does: `node read.mjs ical.js|node-ical < feed.ics`.
// Prints its events as JSON. An instant ends in Z, a day is YYYY-MM-DD, and a floating time has
// no Z, so that nobody takes it for an instant (node-ical gives it the feed's first zone instead).

import {text} from 'node:stream/consumers';

const readers = {'ical.js': readWithIcalJs, 'node-ical': readWithNodeIcal};
process.stdout.write(JSON.stringify(await readers[process.argv[2]](await text(process.stdin))));

async function readWithIcalJs(feed) {
  const {default: ICAL} = await import('ical.js');
  // It brings no zones of its own: a time with a TZID would be floating to it.
  const calendar = new ICAL.Component(ICAL.parse(feed));

  const instantOrDay = time =>
    time.isDate || time.zone === ICAL.Timezone.localTimezone
      ? time.toString()
      : time.toJSDate().toISOString();

  return calendar.getAllSubcomponents('vevent').map(component => {
    // Told that there are no exceptions, it does not look through the whole feed for each event.
    const event = new ICAL.Event(component, {exceptions: []});
    const value = name => component.getFirstPropertyValue(name)?.toString();
    return {
      uid: event.uid,
      summary: value('summary'),
      description: value('description'),
      location: value('location'),
      status: value('status'),
      sequence: event.sequence ?? 0,
      start: instantOrDay(event.startDate),
      end: instantOrDay(event.endDate),
      categories: component.getAllProperties('categories').flatMap(property => property.getValues()),
      url: value('url'),
      relatedTo: value('related-to'),
    };
  });
}

async function readWithNodeIcal(feed) {
  const {default: ical} = await import('node-ical');

  const pad = number => String(number).padStart(2, '0');
  const instantOrDay = date => {
    const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
    if (date.dateOnly) {
      return day;
    }

    return date.tz
      ? date.toISOString()
      : `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  };

  // A property with parameters (SUMMARY;LANGUAGE=en:…) is an object to node-ical.
  const value = property => property?.val ?? property;

  return Object.values(ical.sync.parseICS(feed))
    .filter(component => component.type === 'VEVENT')
    .map(event => ({
      uid: event.uid,
      summary: value(event.summary),
      description: value(event.description),
      location: value(event.location),
      status: value(event.status),
      sequence: Number(event.sequence ?? 0),
      start: instantOrDay(event.start),
      end: instantOrDay(event.end),
      categories: event.categories ?? [],
      url: value(event.url),
      relatedTo: value([event['related-to']].flat()[0]), // the first one, as the others
    }));
}
