#!/usr/bin/env python3
"""Prints the obligations of a store as `obligations` gives them, worked out from its tables by another program.

    obligations.py STORE TODAY

It knows the holidays of the second half of 2026 only, and follows docs/visits.md and the rules VC-01, VC-02, VC-05, VC-13, PR-08 and
AR-01.
"""
import calendar
import csv
import sqlite3
import sys
from datetime import date, timedelta

STORE, TODAY = sys.argv[1], date.fromisoformat(sys.argv[2])
LAST = TODAY + timedelta(days=26 * 7 - 1)
OFF = {date(2026, 9, 25)} | {date(2026, 10, d) for d in range(1, 8)}
WORKED = {date(2026, 9, 20), date(2026, 10, 10)}
DAYS = timedelta

store = sqlite3.connect(STORE)
policies = {r[0]: r[1:] for r in store.execute("SELECT code, months, smallest_gap, minutes, weight FROM visit_policies WHERE active")}


def day(text):
    return date.fromisoformat(text) if text else None


def works(d):
    return d in WORKED or (d.weekday() < 5 and d not in OFF)


def workday(d, step):
    """The next one; a day of a year without a calendar is taken as it is."""
    while d.year == 2026 and not works(d):
        d += DAYS(step)
    return d


def later(d, months):
    y, m = divmod(d.year * 12 + d.month - 1 + months, 12)
    return date(y, m + 1, min(d.day, calendar.monthrange(y, m + 1)[1]))


class Period:
    """So many months of the calendar."""

    def __init__(self, number, months):
        self.number, self.months = number, months
        y, m = divmod(number * months, 12)
        self.first = date(y, m + 1, 1)
        self.last = later(self.first, months) - DAYS(1)

    @staticmethod
    def of(d, months):
        return Period((d.year * 12 + d.month - 1) // months, months)

    def name(self):
        return self.first.strftime("%Y-%m") + ("" if self.months == 1 else f"+{self.months}")


found = []


def owe(policy, account, person, period, earliest, due, deadline, weight):
    if deadline >= TODAY and earliest <= LAST:
        found.append((f"{policy}/{account}/{person or 0}/{period}", account, person, earliest, due, deadline, policies[policy][2], weight))


def cadence(policy, account, person, last, anchor):
    if policy not in policies:
        return
    months, gap, _, weight = policies[policy]
    last = last if last and last <= TODAY else None
    period = Period.of(TODAY, months)
    if last and period.first <= last <= period.last:
        period = Period(period.number + 1, months)
    missed = period.number - Period.of(last, months).number - 1 if last else 0
    before, first = last, True
    while period.first <= LAST:
        if before:
            due = min(max(later(before, months), period.first), period.last)
        elif months == 1 and anchor:
            due = min(max(later(anchor, 1), period.first), period.last)
        else:
            start = max(period.first, anchor) if anchor else period.first
            length = (period.last - start).days + 1
            due = start + DAYS(account % length) if length > 0 else period.last
        earliest = max(period.first, last + DAYS(gap)) if first and last else period.first
        owe(policy, account, person, period.name(), earliest, due, period.last, weight * 2 ** min(max(missed, 0), 2) if first else weight)
        before, first, period = max(due, TODAY), False, Period(period.number + 1, months)


manager = dict(store.execute("SELECT id, manager_id FROM people"))
role = dict(store.execute("SELECT id, role FROM people"))


def regional(person):
    for _ in range(2):
        person = manager.get(person)
        if person and role[person] == "regional_manager":
            return person
    return None


for account, owner, created, key, grade, status in store.execute(
    "SELECT id, owner_id, created, key_account, grade, status FROM accounts"):
    seen = day(store.execute(
        "SELECT max(v.date) FROM visits v LEFT JOIN people p ON p.id = v.person_id WHERE v.account_id = ? AND v.date <= ? AND "
        "(p.id IS NULL OR p.role IN ('key_account_manager', 'department_manager', 'salesperson'))", (account, str(TODAY))).fetchone()[0])
    if key:
        by_regional = day(store.execute(
            "SELECT max(v.date) FROM visits v JOIN people p ON p.id = v.person_id WHERE v.account_id = ? AND v.date <= ? "
            "AND p.role = 'regional_manager'", (account, str(TODAY))).fetchone()[0])
        cadence("VC-01", account, owner, seen, day(created))
        cadence("VC-02", account, regional(owner), by_regional, day(created))
    elif grade and status == "active":
        cadence("GRADE-" + grade, account, owner, seen, day(created))

for contact, account, owner, birthday in store.execute(
    "SELECT c.id, a.id, a.owner_id, c.birthday FROM contacts c JOIN accounts a ON a.id = c.account_id "
    "WHERE a.key_account AND c.birthday IS NOT NULL AND c.gone IS NULL"):
    born = day(birthday)
    for year in range(TODAY.year, (LAST + DAYS(7)).year + 1):
        leap = born.month == 2 and born.day == 29 and not calendar.isleap(year)
        due = date(year, born.month, 28 if leap else born.day)
        due = workday(due, -1)
        if due >= TODAY:
            owe("VC-13", account, owner, f"{contact}/{year}", max(due - DAYS(3), TODAY), due, due, policies["VC-13"][3])

for card, account, custodian, step in store.execute(
    "SELECT id, account_id, custodian_id, next_date FROM cards WHERE class = 'prospect' AND state = 'open' AND next_date IS NOT NULL "
    "AND NOT coalesce(money = 0 AND authority = 0 AND need <> 'large', 0)"):
    step = day(step)
    owe("PR-08", account, custodian, f"{card}/{step}", max(TODAY, step - DAYS(3)), max(step, TODAY - DAYS(30)),
        max(step, TODAY) + DAYS(14), policies["PR-08"][3])

for account, owner, amount, since in store.execute(
    "SELECT a.id, a.owner_id, sum(i.amount - i.paid), min(CASE WHEN i.paid < i.amount THEN i.due END) FROM accounts a "
    "JOIN invoices i ON i.account_id = a.id WHERE i.due < ? GROUP BY a.id HAVING sum(i.amount - i.paid) > 0", (str(TODAY),)):
    last = day(store.execute(
        "SELECT max(date) FROM visits WHERE account_id = ? AND purpose = 'collection' AND date <= ?", (account, str(TODAY))).fetchone()[0])
    start = max(TODAY, last + DAYS(policies["AR-01"][1])) if last else TODAY
    weight = policies["AR-01"][3] * (amount / 100 / 100_000) * ((TODAY - day(since)).days / 30)
    owe("AR-01", account, owner, f"{since}/{last or 'first'}", start, start + DAYS(6), start + DAYS(20),
        min(max(int(weight + 0.5), 1), 100_000))

for card, account, custodian, grade, opened, read in store.execute(
    "SELECT c.id, c.account_id, c.custodian_id, c.grade, c.opened, (SELECT max(date) FROM card_events e WHERE e.card_id = c.id AND "
    "e.kind = 'read') FROM cards c WHERE c.state = 'open' AND c.grade IS NOT NULL"):
    interval = {"A": 1, "B": 7}.get(grade, 30)
    since = day(read) or day(opened)
    next_day, before = max(since + DAYS(interval), TODAY), None
    while next_day <= LAST + DAYS(interval):
        if interval > 1 and workday(next_day, -1) >= TODAY:
            due = workday(next_day, -1)
        else:
            due = workday(next_day, 1)
        earliest = due if interval == 1 else max(TODAY, due - DAYS(min(interval // 2, 7)))
        if due == before:  # holidays moved two readings to one day
            next_day = max(due, next_day) + DAYS(interval)
            continue
        before = due
        owe("VC-05", account, custodian, f"{card}/{due}", earliest, due, due, policies["VC-05"][3])
        next_day = max(due, next_day) + DAYS(interval)

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["key", "account", "person", "earliest", "due", "deadline", "minutes", "weight"])
for row in sorted(found):
    out.writerow(["" if v is None else v for v in row])
