<?php
// Reads a calendar as programs on sabre/vobject do: `php read_sabre.php < feed.ics`.
// Prints what its validator finds wrong with it and its events, as JSON.

declare(strict_types=1);

// Debian's version is older than Debian's PHP.
error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Sabre/VObject/autoload.php';

use Sabre\VObject\Component\VEvent;
use Sabre\VObject\DateTimeParser;
use Sabre\VObject\Property;
use Sabre\VObject\Property\DateTime;
use Sabre\VObject\Reader;

function text(?Property $property): ?string
{
    // Version 2 leaves it to its callers to take these two escapes away.
    return $property === null ? null : str_replace(['\\,', '\\;'], [',', ';'], $property->value);
}

function endOf(VEvent $event): Property
{
    $end = $event->DTEND ?? clone $event->DTSTART;
    if ($event->DURATION !== null) {
        $time = $event->DTSTART->getDateTime();
        $end->setDateTime($time->add(DateTimeParser::parseDuration(text($event->DURATION))));
    }

    return $end;
}

function instantOrDay(DateTime $property): string
{
    $time = $property->getDateTime();

    return match ($property->getDateType()) {
        DateTime::DATE => $time->format('Y-m-d'),
        DateTime::LOCAL => $time->format('Y-m-d\TH:i:s'),
        default => $time->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d\TH:i:s\Z'),
    };
}

function read(VEvent $event): array
{
    return [
        'uid' => text($event->UID),
        'summary' => text($event->SUMMARY),
        'description' => text($event->DESCRIPTION),
        'location' => text($event->LOCATION),
        'status' => text($event->STATUS),
        'sequence' => (int) text($event->SEQUENCE),
        'start' => instantOrDay($event->DTSTART),
        'end' => instantOrDay(endOf($event)),
        'categories' => $event->CATEGORIES === null ? [] : explode(',', text($event->CATEGORIES)),
        'url' => text($event->URL),
        'relatedTo' => text($event->{'RELATED-TO'}),
    ];
}

$calendar = Reader::read(stream_get_contents(STDIN));
$faults = array_map(fn ($fault) => $fault['message'], $calendar->validate());
$events = array_map('read', iterator_to_array($calendar->VEVENT ?? [], false));
echo json_encode(['faults' => $faults, 'events' => $events], JSON_THROW_ON_ERROR);
