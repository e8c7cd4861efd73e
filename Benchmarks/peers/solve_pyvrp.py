#!/usr/bin/env python3
"""Solves period routing instances (PVRP, Cordeau) and Solomon's with PyVRP, for Benchmarks.

    solve_pyvrp.py INSTANCE SECONDS [SEED]

PyVRP plans one day and chooses no days; what it offers for them is used as far as it goes. All days are one problem: vehicles of
a day have a profile of their own that reaches only the places of that day. A customer that is seen once, on any day, is one
client that every vehicle reaches; where all customers are so, days do not differ and there is one kind of vehicle. A customer
that is seen once on some days is a client per day, of which exactly one is served (a group of alternatives). Who is seen
several times has a client on each day of a chosen pattern; the patterns are chosen by a search around it, which moves a few
customers to the patterns that are cheapest by insertion, begins again from the routes so far, and keeps what is better.

Distances are multiplied by 100 and rounded, because PyVRP counts in whole numbers; the cost printed last is of the real distances,
after a check that every customer is seen as it should be.
"""
import math
import random
import sys
import time
from dataclasses import dataclass

import numpy as np
from pyvrp import Client, ClientGroup, Depot, Location, Model, ProblemData, Route, Solution, VehicleType, solve, stop
from pyvrp.constants import MAX_VALUE

SCALE = 100
# Of the search around the days: parts of the time for a round, how much worse it may become at first, and how random (in the
# instance's own distances) the moves are. Tried on p02 and p10 with 100 to 300 rounds, 0.5 to 2 % and 5 to 20: p02 came to
# 2.2 to 5.5 % above the best known, p10 to 8.6 to 17.7 %; without accepting what is worse p10 stayed at 15 % and more.
ROUNDS, WORSE, NOISE = 300, 0.01, 10


@dataclass
class Customer:
    point: tuple
    service: float
    demand: float
    # Each a tuple of days, from 0.
    patterns: list


@dataclass
class Period:
    vehicles: int
    days: int
    # Of each day the longest duration and the largest load; 0 is none.
    limits: list
    depot: tuple
    customers: dict


def numbers(path):
    return [[float(x) for x in line.split()] for line in open(path) if line.strip()]


def read_period(path):
    rows = numbers(path)
    _, vehicles, count, days = (int(x) for x in rows[0][:4])
    depot, customers = None, {}
    for row in rows[1 + days : 2 + days + count]:
        if depot is None:
            depot = (row[1], row[2])
            continue
        masks = [int(p) for p in row[7 : 7 + int(row[6])]]
        patterns = [tuple(d for d in range(days) if mask >> (days - 1 - d) & 1) for mask in masks]
        customers[int(row[0])] = Customer((row[1], row[2]), row[3], row[4], patterns)
    return Period(vehicles, days, [tuple(r[:2]) for r in rows[1 : 1 + days]], depot, customers)


class Days:
    """All days as one problem, for chosen patterns of the customers that are seen several times."""

    def __init__(self, instance, chosen):
        self.instance = instance
        alike = len(set(instance.limits)) == 1
        every = {(d,) for d in range(instance.days)}
        # What each client is: a customer, and the day or None for any.
        self.clients, groups = [], []
        for number, customer in instance.customers.items():
            if number in chosen:
                self.clients += [(number, day, None) for day in chosen[number]]
            elif alike and set(customer.patterns) == every:
                self.clients.append((number, None, None))
            else:
                groups.append(number)
                self.clients += [(number, pattern[0], len(groups) - 1) for pattern in customer.patterns]
        self.data = self.problem(groups, all(day is None for _, day, _ in self.clients))

    def problem(self, groups, one_profile):
        instance = self.instance
        points = [instance.depot] + [instance.customers[n].point for n, _, _ in self.clients]
        xy = np.array(points, dtype=float)
        ways = np.rint(np.hypot(*(xy[:, None] - xy[None, :]).transpose(2, 0, 1)) * SCALE).astype(np.int64)
        of_day = np.array([-1] + [-1 if day is None else day for _, day, _ in self.clients])
        kinds, matrices = [], []
        self.day_of_kind = [None] if one_profile else list(range(instance.days))
        for kind, day in enumerate(self.day_of_kind):
            longest, capacity = instance.limits[day or 0]
            matrix = ways.copy()
            if day is not None:
                others = (of_day >= 0) & (of_day != day)
                matrix[others, :] = MAX_VALUE
                matrix[:, others] = MAX_VALUE
                np.fill_diagonal(matrix, 0)
            matrices.append(matrix)
            limit = {"shift_duration": int(longest * SCALE)} if longest else {}
            number = instance.vehicles * (instance.days if day is None else 1)
            kinds.append(VehicleType(number, capacity=[int(capacity) if capacity else 10**9], profile=kind, **limit))
        members = [[i for i, c in enumerate(self.clients) if c[2] == g] for g in range(len(groups))]
        clients = []
        for place, (number, _, group) in enumerate(self.clients):
            customer = instance.customers[number]
            clients.append(
                Client(place + 1, delivery=[int(customer.demand)], service_duration=int(customer.service * SCALE),
                       required=group is None, group=group))
        # Days are kept apart by distances alone: with such times and a longest duration a search does not end.
        return ProblemData([Location(*p) for p in points], clients, [Depot(0)], kinds, matrices, [ways] * len(matrices),
                           [ClientGroup(m, True) for m in members])

    def solve(self, seconds, seed, routes=None):
        """Routes by day, lists of customers; None if there are none that keep all limits."""
        start = self.start(routes) if routes else None
        result = solve(self.data, stop.MaxRuntime(seconds), seed, collect_stats=False, initial_solution=start)
        if not result.is_feasible():
            return None
        found = [[] for _ in range(self.instance.days)]
        for position, route in enumerate(result.best.routes()):
            day = self.day_of_kind[route.vehicle_type()]
            # Without profiles any route can be on any day.
            place = position // self.instance.vehicles if day is None else day
            found[place].append([self.clients[a.idx][0] for a in route if a.is_client()])
        return found

    def start(self, routes):
        """The routes so far with what the patterns changed: dropped, or put where it is cheapest."""
        index = {(number, day): i for i, (number, day, _) in enumerate(self.clients)}
        free = {number: i for i, (number, day, _) in enumerate(self.clients) if day is None}
        started = []
        for day, of_day in enumerate(routes):
            kept = [[n for n in route if (n, day) in index or n in free] for route in of_day]
            present = {n for route in kept for n in route}
            for number, at, group in self.clients:
                if at == day and group is None and number not in present:
                    cheapest(self.instance, number, kept)[1]()
            started += [Route(self.data, [free.get(n, index.get((n, day))) for n in route], day) for route in kept if route]
        return Solution(self.data, started)


def distance(a, b):
    return math.dist(a, b)


def cheapest(instance, number, routes):
    """What a customer costs in the routes of a day, and what puts it there; loads are looked at, durations are not."""
    emptiest = min(routes, key=lambda r: sum(instance.customers[n].demand for n in r), default=None)
    best = (math.inf, lambda: routes.append([number]) if emptiest is None else emptiest.append(number))
    point, demand, capacity = instance.customers[number].point, instance.customers[number].demand, instance.limits[0][1]
    for route in routes + ([[]] if len(routes) < instance.vehicles else []):
        others = [n for n in route if n != number]
        if capacity and sum(instance.customers[n].demand for n in others) + demand > capacity:
            continue
        path = [instance.depot] + [instance.customers[n].point for n in others] + [instance.depot]
        for at, (a, b) in enumerate(zip(path, path[1:])):
            cost = distance(a, point) + distance(point, b) - distance(a, b)
            if cost < best[0]:
                put = (lambda: routes.append([number])) if not route else (lambda r=route, i=at: r.insert(i, number))
                best = (cost, put)
    return best


def length(instance, routes):
    total = 0.0
    for of_day in routes:
        for route in of_day:
            path = [instance.depot] + [instance.customers[n].point for n in route] + [instance.depot]
            total += sum(distance(a, b) for a, b in zip(path, path[1:]))
    return total


def first_patterns(instance, several, rng):
    """Patterns that balance the loads of the days."""
    load, chosen = [0.0] * instance.days, {}
    for number in sorted(several, key=lambda n: -instance.customers[n].demand * len(instance.customers[n].patterns[0])):
        chosen[number] = min(instance.customers[number].patterns, key=lambda p: (max(load[d] for d in p), rng.random()))
        for day in chosen[number]:
            load[day] += instance.customers[number].demand
    return chosen


def moved(instance, chosen, routes, rng):
    """Some customers on other patterns, likelier those that gain by it."""
    gains = []
    for number, now in chosen.items():
        days = {d for p in instance.customers[number].patterns for d in p}
        cost = {d: cheapest(instance, number, routes[d])[0] for d in days}
        for pattern in instance.customers[number].patterns:
            if pattern != now:
                gain = sum(cost[d] for d in now) - sum(cost[d] for d in pattern)
                gains.append((gain + rng.gauss(0, NOISE), number, pattern))
    gains.sort(key=lambda g: -g[0])
    after = dict(chosen)
    for _, number, pattern in gains[: 1 + rng.randrange(3)]:
        after[number] = pattern
    return after


def solve_period(instance, seconds, seed):
    rng, end = random.Random(seed), time.monotonic() + seconds
    several = [n for n, c in instance.customers.items() if any(len(p) != 1 for p in c.patterns)]
    choice = [n for n in several if len(instance.customers[n].patterns) > 1]
    chosen = first_patterns(instance, several, rng)
    first = seconds if not choice else seconds / 5
    routes = Days(instance, chosen).solve(first, seed)
    rounds, now, patterns = 0, routes, chosen
    begin = time.monotonic()
    while choice and time.monotonic() < end:
        rounds += 1
        slice = min(max(seconds / ROUNDS, 0.02), max(end - time.monotonic(), 0.01))
        trial = first_patterns(instance, several, rng) if now is None else moved(instance, patterns, now, rng)
        found = Days(instance, trial).solve(slice, seed + rounds, now)
        if found is None:
            continue
        left = (end - time.monotonic()) / (end - begin)
        if now is None or length(instance, found) < length(instance, now) * (1 + WORSE * left):
            now, patterns = found, trial
        if routes is None or length(instance, found) < length(instance, routes) - 1e-9:
            chosen, routes = trial, found
    return routes


def check(instance, routes):
    """Every customer on the days of one of its patterns, loads, durations and vehicles within the limits."""
    seen = {n: [] for n in instance.customers}
    for day, of_day in enumerate(routes):
        longest, capacity = instance.limits[day]
        assert len(of_day) <= instance.vehicles
        for route in of_day:
            assert not capacity or sum(instance.customers[n].demand for n in route) <= capacity
            time_of = length(instance, [[route]]) + sum(instance.customers[n].service for n in route)
            assert not longest or time_of <= longest + len(route) / SCALE
            for number in route:
                seen[number].append(day)
    for number, days in seen.items():
        assert tuple(sorted(days)) in instance.customers[number].patterns, number


def solve_windows(path, seconds, seed):
    """Solomon's: one day, with windows."""
    lines = open(path).read().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("VEHICLE"))
    vehicles, capacity = (int(x) for x in lines[at + 2].split())
    rows = [[float(x) for x in line.split()] for line in lines[at + 5 :] if len(line.split()) == 7]
    m = Model()
    places = [m.add_location(int(r[1]), int(r[2])) for r in rows]
    depot = m.add_depot(places[0])
    m.add_vehicle_type(num_available=vehicles, capacity=capacity, start_depot=depot, end_depot=depot, tw_late=int(rows[0][5] * SCALE))
    for place, r in zip(places[1:], rows[1:]):
        m.add_client(place, delivery=int(r[3]), service_duration=int(r[6] * SCALE), tw_early=int(r[4] * SCALE), tw_late=int(r[5] * SCALE))
    for i, a in enumerate(places):
        for j, b in enumerate(places):
            if i != j:
                way = int(round(distance(rows[i][1:3], rows[j][1:3]) * SCALE))
                m.add_edge(a, b, way, way)
    result = m.solve(stop=stop.MaxRuntime(seconds), seed=seed, display=False)
    if not result.is_feasible():
        return None
    routes = [[rows[a.idx + 1][1:3] for a in route if a.is_client()] for route in result.best.routes()]
    paths = [[rows[0][1:3], *route, rows[0][1:3]] for route in routes]
    return sum(distance(a, b) for path in paths for a, b in zip(path, path[1:]))


def main():
    path, seconds = sys.argv[1], float(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    if "VEHICLE" in open(path).read():
        cost = solve_windows(path, seconds, seed)
    else:
        instance = read_period(path)
        routes = solve_period(instance, seconds, seed)
        cost = None
        if routes is not None:
            check(instance, routes)
            cost = length(instance, routes)
    print("none" if cost is None else f"{cost:.2f}")


main()
