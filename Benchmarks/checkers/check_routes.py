#!/usr/bin/env python3
"""Checks solutions of routing instances by reading both texts anew; shares nothing with the solver.

    check_routes.py INSTANCE SOLUTION

PVRP (Cordeau), VRPTW (Solomon) and CVRPLIB. Prints the cost and exits with 0 if every rule is kept, else says what is broken.
"""
import math
import sys


def fail(message):
    print("broken:", message)
    sys.exit(1)


def numbers(path):
    return [[float(word) for word in line.split()] for line in open(path) if line.strip()]


def check_period(instance, solution):
    rows = numbers(instance)
    _, vehicles, count, days = (int(x) for x in rows[0][:4])
    limits = rows[1 : 1 + days]
    nodes = rows[1 + days : 2 + days + count]
    place = {int(n[0]): (n[1], n[2]) for n in nodes[1:]}
    depot = (nodes[0][1], nodes[0][2])
    service = {int(n[0]): n[3] for n in nodes[1:]}
    demand = {int(n[0]): n[4] for n in nodes[1:]}
    patterns = {int(n[0]): {int(p) for p in n[7 : 7 + int(n[6])]} for n in nodes[1:]}
    answer = numbers(solution)
    total, masks, used = 0.0, {}, set()
    for row in answer[1:]:
        day, vehicle = int(row[0]), int(row[1])
        stops = [int(x) for x in row[4:]]
        if not 1 <= day <= days or not 1 <= vehicle <= vehicles or (day, vehicle) in used:
            fail(f"day {day}, vehicle {vehicle}")
        used.add((day, vehicle))
        if stops[0] != 0 or stops[-1] != 0 or 0 in stops[1:-1]:
            fail(f"day {day}, vehicle {vehicle} does not begin and end at the depot")
        stops = stops[1:-1]
        points = [depot] + [place[s] for s in stops] + [depot]
        length = sum(math.dist(a, b) for a, b in zip(points, points[1:]))
        load = sum(demand[s] for s in stops)
        duration, capacity = limits[day - 1][:2]
        if capacity and load > capacity + 1e-6:
            fail(f"day {day}, vehicle {vehicle} carries {load} of {capacity}")
        if duration and length + sum(service[s] for s in stops) > duration + 1e-6:
            fail(f"day {day}, vehicle {vehicle} takes too long")
        if abs(length - row[2]) > 0.006 or abs(load - row[3]) > 0.006:
            fail(f"day {day}, vehicle {vehicle} says another distance or load")
        for stop in stops:
            bit = 1 << (days - day)
            if masks.get(stop, 0) & bit:
                fail(f"customer {stop} is seen twice on day {day}")
            masks[stop] = masks.get(stop, 0) | bit
        total += length
    for customer, allowed in patterns.items():
        if allowed and masks.get(customer, 0) not in allowed:
            fail(f"customer {customer} is seen on days {masks.get(customer, 0):0{days}b}")
    if abs(total - answer[0][0]) > 0.006:
        fail(f"the cost is {total:.2f}, not {answer[0][0]}")
    return total


def routes(solution):
    found, cost = [], None
    for line in open(solution):
        if line.startswith("Route"):
            found.append([int(x) for x in line.split(":")[1].split()])
        elif line.startswith("Cost"):
            cost = float(line.split()[1])
    return found, cost


def check_windows(instance, solution):
    lines = open(instance).read().split("\n")
    fleet = next(l for l in lines[lines.index(next(x for x in lines if x.startswith("VEHICLE"))) + 2 :] if l.strip())
    vehicles, capacity = (float(x) for x in fleet.split())
    start = next(i for i, l in enumerate(lines) if l.startswith("CUSTOMER"))
    rows = [[float(x) for x in l.split()] for l in lines[start + 2 :] if l.strip()]
    node = {int(r[0]): r for r in rows}
    depot = rows[0]
    found, cost = routes(solution)
    if len(found) > vehicles:
        fail("too many vehicles")
    seen, total = [], 0.0
    for route in found:
        time, at = depot[4], depot
        if sum(node[c][3] for c in route) > capacity + 1e-9:
            fail(f"route {route} carries too much")
        for customer in route:
            there = node[customer]
            total += math.dist(at[1:3], there[1:3])
            time = max(time + math.dist(at[1:3], there[1:3]), there[4])
            if time > there[5] + 1e-6:
                fail(f"customer {customer} at {time}, due {there[5]}")
            time += there[6]
            at = there
        total += math.dist(at[1:3], depot[1:3])
        if time + math.dist(at[1:3], depot[1:3]) > depot[5] + 1e-6:
            fail(f"route {route} returns too late")
        seen += route
    if sorted(seen) != sorted(c for c in node if c != int(depot[0])):
        fail("not every customer is seen once")
    if abs(total - cost) > 0.006:
        fail(f"the cost is {total:.2f}, not {cost}")
    return total


def check_capacity(instance, solution):
    text = open(instance).read().split("\n")
    keys = {l.split(":")[0].strip(): l.split(":")[1].strip() for l in text if ":" in l}
    size, capacity = int(keys["DIMENSION"]), float(keys["CAPACITY"])
    section = {}
    name = None
    for line in text:
        word = line.strip()
        if word.endswith("_SECTION"):
            name = word
            section[name] = []
        elif word and word != "EOF" and name and ":" not in word:
            section[name].append([float(x) for x in word.split()])
    demand = {int(r[0]): r[1] for r in section["DEMAND_SECTION"]}
    depot = int(section["DEPOT_SECTION"][0][0])
    if keys["EDGE_WEIGHT_TYPE"] == "EUC_2D":
        point = {int(r[0]): r[1:3] for r in section["NODE_COORD_SECTION"]}
        way = lambda a, b: math.floor(math.dist(point[a], point[b]) + 0.5)
    else:
        flat = [x for r in section["EDGE_WEIGHT_SECTION"] for x in r]
        part = {
            "FULL_MATRIX": lambda a, b: True,
            "LOWER_ROW": lambda a, b: b < a,
            "UPPER_ROW": lambda a, b: b > a,
            "LOWER_DIAG_ROW": lambda a, b: b <= a,
            "UPPER_DIAG_ROW": lambda a, b: b >= a,
        }[keys["EDGE_WEIGHT_FORMAT"]]
        given = [(a, b) for a in range(1, size + 1) for b in range(1, size + 1) if part(a, b)]
        if len(given) != len(flat):
            fail(f"{len(flat)} distances, not {len(given)}")
        table = {(b, a): d for (a, b), d in zip(given, flat)}
        table.update(zip(given, flat))
        way = lambda a, b: table.get((a, b), 0)

    nodes = [n for n in range(1, size + 1) if n != depot]
    found, cost = routes(solution)
    seen, total = [], 0.0
    for route in found:
        stops = [nodes[c - 1] for c in route]
        if sum(demand.get(s, 0) for s in stops) > capacity + 1e-9:
            fail(f"route {route} carries too much")
        path = [depot] + stops + [depot]
        length = sum(way(a, b) for a, b in zip(path, path[1:]))
        if length + len(stops) * float(keys.get("SERVICE_TIME", 0)) > float(keys.get("DISTANCE", "inf")) + 1e-6:
            fail(f"route {route} is too long")
        total += length
        seen += stops
    if sorted(seen) != nodes:
        fail("not every customer is seen once")
    if abs(total - cost) > 0.006:
        fail(f"the cost is {total:.2f}, not {cost}")
    return total


def main():
    if len(sys.argv) != 3:
        print(__doc__)
        sys.exit(2)
    instance, solution = sys.argv[1:]
    text = open(instance).read()
    kind = check_capacity if "DIMENSION" in text else check_windows if "VEHICLE" in text else check_period
    print(f"{kind(instance, solution):.2f}")


main()
