<?php
// Reads a calendar as programs on sabre/vobject do: `php read_sabre.php < feed.ics`.
// Prints what its validator finds wrong with it and its events, as JSON.

declare(strict_types=1);

// Debian's version is older than Debian's PHP.
error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Sabre/VObject/autoload.php';

use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Property;
use Sabre\VObject\Property\DateTime;
use Sabre\VObject\Reader;

function text(?Property $property): ?string
{
    return $property === null ? null : $property->value;
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
        'end' => instantOrDay($event->DTEND ?? $event->DTSTART),
        'categories' => explode(',', text($event->CATEGORIES)),
        'url' => text($event->URL),
        'relatedTo' => text($event->{'RELATED-TO'}),
    ];
}

$calendar = Reader::read(stream_get_contents(STDIN));
$faults = array_map(fn ($fault) => $fault['message'], $calendar->validate());
$events = array_map('read', iterator_to_array($calendar->VEVENT ?? [], false));
echo json_encode(['faults' => $faults, 'events' => $events], JSON_THROW_ON_ERROR);
