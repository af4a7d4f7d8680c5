"""A second opinion on every level: the methods, written once more in Python from their description alone.

Nothing here was made from the Rust code, and nothing is clever: exact arithmetic is fractions, Canvas's is plain
floats, the at-bats rule looks at every stretch of results. `cargo xtask test` asks both about random cases.

    level.py cases SEED COUNT       writes random cases, one a line
    level.py check CASES ANSWERS    compares answers with what is worked out here; ends with 1 if one differs
"""

import json
import math
import random
import sys
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

NEAR = 1e-9
DECAYS = ("weighted_average", "standard_decaying_average")
WHOLE_QUIZ = ("mean", "most_recent") + DECAYS
CANVAS_NAMES = {"latest": "most_recent", "average": "mean", "decaying_average": "weighted_average"}
DEFAULT_N = {"weighted_average": 65, "standard_decaying_average": 65, "n_mastery": 5, "mean_of_recent_n": 3, "mean_of_top_n": 3}
RANGE_OF_N = {
    "weighted_average": (1, 99),
    "standard_decaying_average": (50, 99),
    "n_mastery": (1, 10),
    "mean_of_recent_n": (1, 1000),
    "mean_of_top_n": (1, 1000),
}
AT_BATS = {"chances": 3, "successes": 2, "contexts": 2, "span_days": 7, "misses_to_reopen": 2}


class Bad(Exception):
    """A case that has no answer."""


# Numbers


def ruby_sum(numbers):
    """Ruby's Array#sum of floats: Kahan and Babuska's compensated sum."""
    total, lost = 0.0, 0.0
    for number in numbers:
        grown = total + number
        if abs(total) >= abs(number):
            lost += (total - grown) + number
        else:
            lost += (number - grown) + total
        total = grown
    return total + lost


def c_round(number):
    """C's round: half away from zero, on the double as it is."""
    below = math.floor(abs(number))
    return math.copysign(below + (1 if abs(number) - below >= 0.5 else 0), number)


def ruby_round_2(number):
    """Ruby's Float#round(2)."""
    hundredths = c_round(number * 100.0)
    if number > 0 and (hundredths + 0.5) / 100.0 <= number:
        hundredths += 1
    if number < 0 and (hundredths - 0.5) / 100.0 >= number:
        hundredths -= 1
    return hundredths / 100.0


class Exact:
    """Our arithmetic: fractions, nothing rounded."""

    def __init__(self):
        self.number = Fraction
        self.done = lambda level: level

    def mean(self, scores):
        return sum(scores, Fraction(0)) / len(scores)

    def share(self, percent):
        return Fraction(percent, 100)


class Canvas:
    """Canvas's arithmetic: floats in its order, rounded once."""

    def __init__(self):
        self.number = float
        self.done = ruby_round_2

    def mean(self, scores):
        return ruby_sum(scores) / len(scores)

    def share(self, percent):
        return 0.01 * percent


# Results


def moment(text, zone):
    """Whole seconds since 1970 and the calendar day at school."""
    if len(text) == 10:
        day = date.fromisoformat(text)
        return math.floor(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()), day
    at = datetime.fromisoformat(text)
    at = at.replace(microsecond=0, tzinfo=at.tzinfo or timezone.utc)
    return round(at.timestamp()), at.astimezone(zone).date()


def prepared(case, results, method, arithmetic, zone):
    """The results that count, in the order of the work."""
    scale = case.get("scale") or {"points_possible": 5, "mastery_points": 3}
    number = arithmetic.number
    counted = []
    for order, given in enumerate(results):
        if (given.get("kind") or "summative") != "summative":
            continue
        if (given.get("support") or "independent") != "independent" or (given.get("by") or "teacher") != "teacher":
            continue
        if given.get("score") is None and given.get("percent") is None:
            continue
        possible = scale.get("points_possible")
        if possible is None and (given.get("percent") is not None or given.get("quiz") is not None):
            raise Bad("points_possible")
        whole_piece = scale["mastery_points"] if possible is None or possible <= 0 else possible
        if given.get("percent") is not None:
            own = number(given["percent"]) * number(whole_piece)
        else:
            own = number(given["score"])
        times = [moment(given[name], zone) for name in ("submitted_at", "assessed_at") if given.get(name) is not None]
        at, day = times[0] if times else (None, None)
        counted.append(
            {
                "score": own,
                "own": own,
                "quiz": given.get("quiz"),
                "possible": number(given.get("possible") or 0),
                "percent": given.get("percent"),
                "raw": given.get("score"),
                "whole_piece": number(whole_piece),
                "at": at,
                "day": day,
                "context": given.get("context"),
                "order": order,
            }
        )
    if method in WHOLE_QUIZ:
        for result in counted:
            if result["quiz"] is not None:
                result["score"] = whole_quiz(result, counted, number)
    counted.sort(key=lambda r: (r["at"] is not None, r["at"] or 0, r["order"]))
    return counted


def whole_quiz(result, counted, number):
    """What the quiz of a question scores as a whole."""
    total, weighted = number(0), number(0)
    for other in counted:
        if other["quiz"] == result["quiz"] and type(other["quiz"]) is type(result["quiz"]):
            if other["possible"] == 0:
                continue
            percent = other["percent"]
            share = number(percent) if percent is not None else number(other["raw"]) / other["possible"]
            total += other["possible"]
            weighted += other["possible"] * share
    return result["own"] if total == 0 else weighted / total * result["whole_piece"]


# Methods


def level_of(case, results, method, arithmetic, zone):
    """How many results count, and the level before rounding; None where there is none."""
    counted = prepared(case, results, method, arithmetic, zone)
    scores = [result["score"] for result in counted]
    if not scores:
        return 0, None
    return len(scores), METHODS[method](case, counted, scores, arithmetic)


def n_of(case, method):
    return DEFAULT_N[method] if case.get("n") is None else int(case["n"])


def mastery_of(case):
    return (case.get("scale") or {"mastery_points": 3})["mastery_points"]


def levels_of(case):
    scale = case.get("scale") or {"points_possible": 5}
    if scale.get("levels") is not None:
        return scale["levels"]
    if scale.get("points_possible") is None:
        raise Bad("points_possible")
    return [Fraction(n) for n in range(math.floor(scale["points_possible"]) + 1)]


def median(scores, arithmetic):
    rising = sorted(scores)
    return arithmetic.mean([rising[(len(rising) - 1) // 2], rising[len(rising) // 2]])


def canvas_median(scores):
    rising = sorted(scores)
    return (rising[(len(rising) - 1) // 2] + rising[len(rising) // 2]) / 2.0


def mode(scores):
    most = max(scores.count(score) for score in scores)
    return [score for score in scores if scores.count(score) == most][-1]


def times_mastery(case, counted, scores, arithmetic):
    needed = n_of(case, "n_mastery")
    kept = [score for score in scores if score >= arithmetic.number(mastery_of(case))]
    return None if len(scores) < needed or len(kept) < needed else arithmetic.mean(kept)


def latest_and_earlier(case, counted, scores, arithmetic):
    weight = n_of(case, "weighted_average")
    if len(scores) == 1:
        return scores[0]
    return scores[-1] * arithmetic.share(weight) + arithmetic.mean(scores[:-1]) * arithmetic.share(100 - weight)


def recursive_decay(case, counted, scores, arithmetic):
    rate = n_of(case, "standard_decaying_average")
    level = scores[0]
    for score in scores[1:]:
        level = level * arithmetic.share(100 - rate) + score * arithmetic.share(rate)
    return level


def power_law(case, counted, scores, arithmetic):
    levels = levels_of(case)
    if len(scores) < 3:
        return arithmetic.mean(scores)
    steps = [float(b - a) for a, b in zip(levels, levels[1:])]
    half = (min(steps) if steps else (float(levels[0]) if levels[0] > 0 else 1.0)) / 2
    xs = [math.log(k) for k in range(1, len(scores) + 1)]
    ys = [math.log(score if score > 0 else half) for score in scores]
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / math.fsum((x - mean_x) ** 2 for x in xs)
    level = math.exp(mean_y - slope * mean_x) * len(scores) ** slope
    return arithmetic.number(min(max(level, float(levels[0])), float(levels[-1])))


def rule_of(case):
    rule = {**AT_BATS, **{k: int(v) for k, v in (case.get("at_bats") or {}).items() if v is not None}}
    if not 1 <= rule["successes"] <= rule["chances"] or rule["contexts"] > rule["chances"]:
        raise Bad("at_bats")
    return rule


def at_bats(case, counted, scores, arithmetic):
    rule = rule_of(case)
    levels, mastery = levels_of(case), mastery_of(case)
    results = sorted(counted, key=lambda r: (r["day"] is not None, r["day"] or date.min, r["at"] or 0, r["order"]))
    for level in reversed(levels):
        reaches = [result["own"] >= level for result in results]
        start, run = 0, 0
        for at, reached in enumerate(reaches):
            run = 0 if reached else run + 1
            if rule["misses_to_reopen"] > 0 and run >= rule["misses_to_reopen"]:
                start = at + 1
        if level >= mastery:
            need, contexts, span = rule["successes"], rule["contexts"], rule["span_days"]
        else:
            need, contexts, span = min(rule["successes"], len(results)), 0, 0
        for first in range(start, len(results)):
            for end in range(first + 1, len(results) + 1):
                if reaches[first:end].count(False) > rule["chances"] - rule["successes"]:
                    break
                hits = [results[at] for at in range(first, end) if reaches[at]]
                kinds = {hit["context"] for hit in hits if hit["context"] is not None}
                days = [hit["day"] for hit in hits if hit["day"] is not None]
                apart = (days[-1] - days[0]).days if days else 0
                if hits and len(hits) >= need and len(kinds) >= contexts and apart >= span:
                    return arithmetic.number(level)
    return None


METHODS = {
    "highest": lambda case, counted, scores, arithmetic: max(scores),
    "most_recent": lambda case, counted, scores, arithmetic: scores[-1],
    "mean": lambda case, counted, scores, arithmetic: arithmetic.mean(scores),
    "median": lambda case, counted, scores, arithmetic: median(scores, arithmetic),
    "mode": lambda case, counted, scores, arithmetic: mode(scores),
    "mean_of_recent_n": lambda case, counted, scores, arithmetic: arithmetic.mean(scores[-n_of(case, "mean_of_recent_n") :]),
    "mean_of_top_n": lambda case, counted, scores, arithmetic: arithmetic.mean(
        sorted(scores, reverse=True)[: n_of(case, "mean_of_top_n")]
    ),
    "n_mastery": times_mastery,
    "weighted_average": latest_and_earlier,
    "standard_decaying_average": recursive_decay,
    "power_law": power_law,
    "at_bats": at_bats,
}


# Cases


def answer(case):
    """What a case is to be answered with: level, mastered and counted, or p and known, or an error."""
    try:
        if case.get("method") == "forecast":
            return forecast(case)
        arithmetic = {None: Exact, "canvas": Canvas}[case.get("rounding")]()
        zone = ZoneInfo(case.get("zone") or "UTC")
        name = case["of"] if case["method"] == "class" else case["method"]
        method = CANVAS_NAMES.get(name, name)
        if method not in METHODS:
            raise Bad("method")
        least, greatest = RANGE_OF_N.get(method, (None, None))
        if least is not None and case.get("n") is not None:
            if int(case["n"]) != case["n"] or not least <= case["n"] <= greatest:
                raise Bad("n")
        if method == "at_bats":
            rule_of(case)
        levels = (case.get("scale") or {}).get("levels")
        if levels is not None and (not levels or any(b <= a for a, b in zip(levels, levels[1:]))):
            raise Bad("levels")
        if case["method"] == "class":
            counted, level = of_class(case, method, arithmetic, zone)
        else:
            counted, level = level_of(case, case["results"], method, arithmetic, zone)
            level = None if level is None else arithmetic.done(level)
        mastery = mastery_of(case)
        return {
            "level": None if level is None else float(level),
            "mastered": level is not None and level >= arithmetic.number(mastery),
            "close": level is not None and abs(float(level) - float(mastery)) < NEAR and method in DECAYS + ("power_law",),
            "counted": counted,
        }
    except Bad:
        return {"error": True}


def of_class(case, method, arithmetic, zone):
    levels = []
    for results in case["by_student"].values():
        _, level = level_of(case, results, method, arithmetic, zone)
        if level is not None:
            levels.append(arithmetic.done(level))
    if not levels:
        return 0, None
    if case["stat"] == "mean":
        return len(levels), arithmetic.done(arithmetic.mean(levels))
    return len(levels), canvas_median(levels) if isinstance(arithmetic, Canvas) else median(levels, arithmetic)


def forecast(case):
    params = {"p_L0": 0.3, "p_T": 0.1, "p_G": 0.2, "p_S": 0.1, "p_F": 0.0}
    params.update({name: float(p) for name, p in (case.get("params") or {}).items() if p is not None})
    known, learn, guess, slip, forget = (params[name] for name in ("p_L0", "p_T", "p_G", "p_S", "p_F"))
    for right in case["obs"]:
        if right == 1:
            known = known * (1 - slip) / (known * (1 - slip) + (1 - known) * guess)
        elif right == 0:
            known = known * slip / (known * slip + (1 - known) * (1 - guess))
        known = known * (1 - forget) + (1 - known) * learn
    return {"p": known * (1 - slip) + (1 - known) * guess, "known": known}


# Random cases


def random_case(chance, number):
    if chance.random() < 0.06:
        params = {name: round(chance.uniform(0.01, 0.45), 3) for name in ("p_L0", "p_T", "p_G", "p_S", "p_F")}
        obs = [chance.choice([1, 0, 1, 0, -1]) for _ in range(chance.randint(0, 20))]
        return {"id": number, "method": "forecast", "params": params if chance.random() < 0.8 else None, "obs": obs}
    method = chance.choice(list(METHODS) + list(CANVAS_NAMES) + ["at_bats"] * 4)
    case = {"id": number, "method": method}
    least, greatest = RANGE_OF_N.get(CANVAS_NAMES.get(method, method), (None, None))
    if least is not None and chance.random() < 0.7:
        case["n"] = chance.randint(least, min(greatest, 12) if greatest > 99 else greatest)
    if chance.random() < 0.03:
        case["n"] = chance.choice([0, 100, -3, 2.5])
    scale = random_scale(chance)
    if scale is not None:
        case["scale"] = scale
    if chance.random() < 0.45:
        case["rounding"] = "canvas"
    if method == "at_bats" and chance.random() < 0.7:
        case["at_bats"] = random_rule(chance)
    if chance.random() < 0.6:
        case["zone"] = chance.choice(ZONES)
    if chance.random() < 0.1:
        students = {f"s{n}": random_results(chance, scale) for n in range(chance.randint(0, 9))}
        case.update({"method": "class", "of": method, "stat": chance.choice(["mean", "median"]), "by_student": students})
    else:
        case["results"] = random_results(chance, scale)
    return case


# Clocks changed in each of them in 2026 (in Apia they did not; it is as far east as days go).
ZONES = ["America/New_York", "Europe/Paris", "Australia/Lord_Howe", "America/Santiago", "Pacific/Apia", "Asia/Kolkata"]
SHIFTS = ["2026-03-08T07:00:00", "2026-11-01T06:00:00", "2026-03-29T01:00:00", "2026-10-25T01:00:00", "2026-04-04T15:00:00"]


def random_scale(chance):
    if chance.random() < 0.1:
        return None
    possible = chance.choice([4, 4, 5, 5, 3, 10, 100, 4.5, 0, -1, 7.25])
    scale = {"points_possible": possible, "mastery_points": chance.choice([3, 3, 2, 4, 2.5, 3.3, 70, 0, -1])}
    if possible < 0 or chance.random() < 0.5:
        count = chance.randint(1, 7)
        levels = sorted(chance.sample([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 7, 10, 100, -1, 0.125], count))
        if chance.random() < 0.04:
            levels.append(levels[-1])
        scale["levels"] = levels
    return scale


def random_rule(chance):
    chances = chance.randint(1, 5)
    rule = {
        "chances": chances,
        "successes": chance.randint(1, chances),
        "contexts": chance.randint(0, chances),
        "span_days": chance.choice([0, 1, 3, 7, 14]),
        "misses_to_reopen": chance.randint(0, 3),
    }
    if chance.random() < 0.03:
        rule["successes"] = chances + 1
    return {name: value for name, value in rule.items() if chance.random() < 0.9 or name in ("chances", "successes")}


def random_results(chance, scale):
    count = chance.choice([0, 1, 1, 2, 3, 4, 5, 6, 8, 12, 20])
    top = max(1, (scale or {"points_possible": 5})["points_possible"])
    begun = datetime.fromisoformat(chance.choice(SHIFTS)) - timedelta(days=chance.randint(0, 12))
    quizzes = chance.choice([None, [1], ["a", "b"], [1, "1", 2]])
    grid = chance.choice([1, 2, 4, 100, None])
    shared = [random_time(chance, begun) for _ in range(2)]
    return [random_result(chance, top, begun, quizzes, grid, shared) for _ in range(count)]


def random_result(chance, top, begun, quizzes, grid, shared):
    score = chance.uniform(0, top)
    if grid is not None:
        score = round(score * grid) / grid
    result = {"score": chance.choice([score, score, score, 0, -score, float(top)])}
    if quizzes and chance.random() < 0.7:
        result["quiz"] = chance.choice(quizzes)
        result["possible"] = chance.choice([1, 1.0, 2, 5, 0.5, 3.7, 0])
        result["percent"] = chance.choice([0, 1, 0.6, 0.7, 0.35, 1 / 3, chance.random()])
        if chance.random() < 0.15:
            del result["percent"]
        if chance.random() < 0.1:
            del result["possible"]
    elif chance.random() < 0.3:
        result["percent"] = chance.choice([None, 0.5, 0.75, 1, round(chance.random(), 4), chance.random()])
    if chance.random() < 0.05:
        result["score"] = None
    for name, likely in (("submitted_at", 0.8), ("assessed_at", 0.5)):
        if chance.random() < likely:
            result[name] = chance.choice([None, random_time(chance, begun), random_time(chance, begun), chance.choice(shared)])
    if chance.random() < 0.7:
        result["context"] = chance.choice(["essay", "talk", "project", None])
    for name, values in (
        ("kind", ["summative", "summative", "formative"]),
        ("support", ["independent", "independent", "supported"]),
        ("by", ["teacher", "teacher", "student", "peer"]),
    ):
        if chance.random() < 0.2:
            result[name] = chance.choice(values)
    return result


def random_time(chance, begun):
    at = begun + timedelta(seconds=chance.choice([0, 1, -1, 0.25, 3600, -3600, 0])) + timedelta(hours=12 * chance.randint(0, 40))
    form = chance.random()
    if form < 0.15:
        return at.date().isoformat()
    if form < 0.3:
        return at.isoformat()
    if form < 0.6:
        return at.isoformat() + "Z"
    east = timedelta(minutes=chance.choice([0, 60, 330, -300, -570, 720]))
    return at.replace(tzinfo=timezone.utc).astimezone(timezone(east)).isoformat()


# Commands


def differences(expected, given):
    if "error" in expected or "error" in given:
        return [] if ("error" in expected) == ("error" in given) else ["error"]
    found = []
    for name in ("level", "p", "known"):
        a, b = expected.get(name), given.get(name)
        if name in expected and ((a is None) != (b is None) or (a is not None and abs(a - b) > NEAR)):
            found.append(name)
    if "counted" in expected and expected["counted"] != given["counted"]:
        found.append("counted")
    if "mastered" in expected and not expected["close"] and expected["mastered"] != given["mastered"]:
        found.append("mastered")
    return found


def check(cases, answers):
    exact = {"parse_float": Fraction, "parse_int": Fraction}
    different = compared = 0
    for case, given in zip(cases, answers, strict=True):
        expected, given = answer(json.loads(case, **exact)), json.loads(given)
        found = differences(expected, given)
        compared += 1
        if found:
            different += 1
            if different <= 5:
                print(f"{' and '.join(found)} differ\n  case     {case.strip()}\n  here     {expected}\n  there    {given}")
    print(f"{compared} cases compared, {different} differ")
    return 1 if different or not compared else 0


def main():
    if sys.argv[1] == "cases":
        chance = random.Random(int(sys.argv[2]))
        for number in range(int(sys.argv[3])):
            print(json.dumps(random_case(chance, number)))
        return 0
    with open(sys.argv[2], encoding="utf-8") as cases, open(sys.argv[3], encoding="utf-8") as answers:
        return check(cases, answers)


if __name__ == "__main__":
    sys.exit(main())
