#!/usr/bin/env python3
"""Prints CalendarYears.swift: for each year from 1900 to 2100 the checksums of two tables of its days, made with
Python's own calendar. The tests make the same tables with ours."""

import calendar
import datetime

DAY = datetime.timedelta(days=1)


def plus_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def first_of(year, month):
    return datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def arithmetic(day):
    """A line about a day: what it is, months added, and where its week, month, quarter, half and year begin and end."""
    year, week, weekday = day.isocalendar()
    quarter, half = (day.month + 2) // 3, 1 if day.month < 7 else 2
    cells = [day, (day - datetime.date(1970, 1, 1)).days, weekday, year, week, quarter, half]
    cells += [plus_months(day, months) for months in (1, 2, 3, 6, 12, 13, -1, -3, -12)]
    monday = day - (weekday - 1) * DAY
    cells += [monday, monday + 7 * DAY, day - weekday % 7 * DAY]
    for months, start in ((1, day.month), (3, 3 * quarter - 2), (6, 6 * half - 5), (12, 1)):
        cells += [first_of(day.year, start), first_of(day.year, start + months)]
    return ",".join(map(str, cells)) + "\n"


def due(day, number):
    """A line about a visit on a day and a card read on it: when they are due again, and the periods that hold the day."""
    grade = "ABC"[number % 3]
    review = {"A": day + DAY, "B": day + 7 * DAY, "C": plus_months(day, 1)}[grade]
    year, week, weekday = day.isocalendar()
    quarter, half = (day.month + 2) // 3, 1 if day.month < 7 else 2
    cells = [day, plus_months(day, 1), grade, review, weekday, week, f"{year}-W{week:02}", str(day)[:7]]
    cells += [f"{day.year}-Q{quarter}", f"{day.year}-H{half}", plus_months(day, 12), plus_months(day, -1)]
    cells += [plus_months(day, 3), plus_months(day, 6)]
    return ",".join(map(str, cells)) + "\n"


def checksum(text):
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def table(line):
    sums, number, day = [], 0, datetime.date(1900, 1, 1)
    while day.year <= 2100:
        text, year = "", day.year
        while day.year == year:
            text += line(day, number)
            day, number = day + DAY, number + 1
        sums.append(checksum(text))
    return sums


def printed(name, comment, sums):
    lines = ["  " + ", ".join(f"0x{value:016x}" for value in sums[i : i + 5]) + "," for i in range(0, len(sums), 5)]
    return f"\n/// {comment}\nlet {name}: [UInt64] = [\n" + "\n".join(lines) + "\n]"


if __name__ == "__main__":
    import sys

    print("// Made by Tests/Corpus/calendar_years.py, with a calendar that is not ours.")
    if sys.argv[1:] == ["due"]:
        print(printed("dueDateYears", "Checksums of due dates and periods, a year each from 1900 on.",
                      table(due)))
    else:
        print(printed("calendarYears", "Checksums of the days' arithmetic, a year each from 1900 on.",
                      table(lambda day, number: arithmetic(day))))
