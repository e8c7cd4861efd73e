"""Prints the events of a calendar file as PyPI icalendar reads them, a tab between the fields."""

import datetime
import sys

import icalendar


def shown(text):
    return str(text).replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")


def moment(event, name):
    if name not in event:
        return ""
    value = event[name].dt
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return value.strftime("%Y%m%d")


with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
events = list(calendar.walk("VEVENT"))
broken = [error for component in calendar.walk() for error in getattr(component, "errors", [])]
if broken:
    sys.exit(f"icalendar: {sys.argv[1]}: {broken}")
for event in events:
    categories = event.get("CATEGORIES")
    fields = [
        event.get("UID", ""), event.get("SEQUENCE", ""), event.get("STATUS", ""), moment(event, "DTSTART"),
        moment(event, "DTEND"), event.get("SUMMARY", ""), event.get("LOCATION", ""), event.get("DESCRIPTION", ""),
        "|".join(str(name) for name in categories.cats) if categories else "",
        event["ORGANIZER"].params.get("CN", "") if "ORGANIZER" in event else "",
    ]
    print("\t".join(["icalendar"] + [shown(field) for field in fields]))
