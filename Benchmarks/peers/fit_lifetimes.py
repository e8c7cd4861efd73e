"""The package lifetimes on the customers of the benchmark: times as ModelTimes prints them."""

import sys
import time
import warnings

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

warnings.simplefilter("ignore")
FITTERS = {"bg_nbd": BetaGeoFitter, "mbg_nbd": ModifiedBetaGeoFitter, "pareto_nbd": ParetoNBDFitter}


def timed(model, step, body):
    wall, processor = time.perf_counter(), time.process_time()
    result = body()
    print(model, step, time.perf_counter() - wall, time.process_time() - processor, flush=True)
    return result


def measure(model, orders, last, age):
    fitter = FITTERS[model]()
    timed(model, "fit", lambda: fitter.fit(orders, last, age))
    # The package keeps minus the mean log-likelihood, for Pareto/NBD the sum, of times it has scaled.
    count = 1 if model == "pareto_nbd" else len(orders)
    level = -fitter._negative_log_likelihood_ * count + orders.sum() * np.log(fitter._scale)
    print(model, "log_likelihood", level)
    alive = timed(model, "alive", lambda: fitter.conditional_probability_alive(orders, last, age))
    print(model, "sum_alive", float(np.sum(alive)))
    expect = fitter.conditional_expected_number_of_purchases_up_to_time
    expected = timed(model, "orders", lambda: expect(39, orders, last, age))
    print(model, "sum_orders", float(np.sum(expected)))


customers = pd.read_csv(sys.argv[1])
ORDERS = customers["orders"].to_numpy()
LAST, AGE = (customers[column].to_numpy() / 7 for column in ("last", "age"))
for name in sys.argv[2:]:
    measure(name, ORDERS, LAST, AGE)
