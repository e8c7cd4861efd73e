"""What can be written on a command line, one thing a line: SUBCOMMAND OPTION [CHOICE]. Reads what
`rapport --experimental-dump-help` prints; choices are those that completion offers."""
import json
import sys

for command in json.load(sys.stdin)["command"]["subcommands"]:
    if command["commandName"] == "help":
        continue
    for argument in command.get("arguments", []):
        names = ["--" + n["name"] if n["kind"] == "long" else "-" + n["name"] for n in argument.get("names", [])]
        choices = argument.get("completionKind", {}).get("list", {}).get("values", [])
        if argument["kind"] == "positional":
            names = ["ARGUMENT"] if choices else []
        print(command["commandName"], "|".join(names) or "-")
        for choice in choices:
            print(command["commandName"], "|".join(names), choice)
