"""Random cases of Bayesian Knowledge Tracing with pyBKT's answers, one JSON object a line.

    bkt.py SEED COUNT

A case is what `cargo xtask level` reads, with two fields more: "p", the probability of a right answer at the next
try, and "known", that of the skill being known by then. Observations are 1 (right), 0 (wrong), -1 (no answer).
"""

import json
import random
import sys

import numpy
from pyBKT.fit import predict_onestep

# How pyBKT writes an observation.
WRITTEN = {1: 2, 0: 1, -1: 0}


def case(chance):
    """Parameters and observations; now and then at the ends of what is possible, where no evidence contradicts it."""
    def between(least, most):
        return chance.uniform(least, most)

    params = {
        "p_L0": chance.choice([0.0, 1.0, 0.3]) if chance.random() < 0.1 else between(0.01, 0.99),
        "p_T": chance.choice([0.0, 1.0, 0.1]) if chance.random() < 0.1 else between(0.0, 0.6),
        "p_G": between(0.01, 0.5),
        "p_S": between(0.01, 0.5),
        "p_F": 0.0 if chance.random() < 0.5 else between(0.0, 0.4),
    }
    length = chance.choice([0, 1, 2, 3, 10, 40, 200])
    unanswered = chance.choice([0.0, 0.0, 0.2, 1.0])
    # Long rows of one answer, and then of the other: where a probability all but vanishes and comes back.
    early, late = chance.choice([(0.5, 0.5), (0.5, 0.5), (0.95, 0.05), (0.05, 0.95)])
    obs = [-1 if chance.random() < unanswered else int(chance.random() < (early if at < length / 2 else late))
           for at in range(length)]
    return params, obs


def answer(params, obs):
    """pyBKT predicts each step from those before it; a last step without an answer is the next try."""
    steps = [WRITTEN[o] for o in obs] + [0]
    model = {
        "prior": params["p_L0"],
        "learns": numpy.array([params["p_T"]]),
        "forgets": numpy.array([params["p_F"]]),
        "guesses": numpy.array([params["p_G"]]),
        "slips": numpy.array([params["p_S"]]),
    }
    data = {
        "data": numpy.array([steps], dtype="int32"),
        "resources": numpy.ones(len(steps), dtype="int64"),
        "starts": numpy.array([1]),
        "lengths": numpy.array([len(steps)]),
    }
    right, states = predict_onestep.run(model, data, parallel=False)
    return float(right[-1]), float(states[1, -1])


def main():
    # It also counts, which forecasts do not use, and divides by nothing where there is nothing to count.
    numpy.seterr(all="ignore")
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(seed)
    for number in range(count):
        params, obs = case(chance)
        p, known = answer(params, obs)
        print(json.dumps({"id": f"{seed}-{number}", "method": "forecast", "params": params, "obs": obs,
                          "p": p, "known": known}))


if __name__ == "__main__":
    main()
