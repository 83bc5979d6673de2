/**
 * Fits and predictions of lifetimes.
 *
 * @module
 */
import { pythonSubject } from "../harness/python.ts";
import type { Subject } from "../harness/subject.ts";
import { GIVEN, MONTHLY_RATE } from "./clv-predictions.ts";

const ROWS = `
import pandas as pd
import lifetimes as lt
x, tx, T, m = [doubles(name) for name in ("frequency", "recency", "age", "meanRepeatSpend")]
`;

/**
 * Its log-likelihood is that of times which it has scaled, and a mean over customers; that of Pareto/NBD
 * alone is a sum.
 */
const fitOf = (fitter: string, columns: string, customers = `len(${columns.split(",")[0]})`): Subject =>
  pythonSubject(`${ROWS}
repeat = x > 0
def run():
    global model
    model = ${fitter}.fit(${columns})
def quality():
    scaled = -model._negative_log_likelihood_ * ${customers}
    return {"logLikelihood": scaled + x.sum() * np.log(getattr(model, "_scale", 1))}
`);

export const bgNbdFit: Subject = fitOf("lt.BetaGeoFitter()", "x, tx, T");
export const paretoNbdFit: Subject = fitOf("lt.ParetoNBDFitter()", "x, tx, T", "1");
export const gammaGammaFit: Subject = fitOf("lt.GammaGammaFitter()", "x[repeat], m[repeat]");

const yearOf = (fitter: string, parameters: object): Subject =>
  pythonSubject(`${ROWS}
model = ${fitter}
model.params_ = pd.Series(${JSON.stringify(parameters)})
def run():
    global alive, expected
    alive = model.conditional_probability_alive(x, tx, T)
    expected = model.conditional_expected_number_of_purchases_up_to_time(52, x, tx, T)
def found():
    return {"alive": alive, "expected": expected}
`);

export const bgNbdYear: Subject = yearOf("lt.BetaGeoFitter()", GIVEN.bgNbd);
export const paretoNbdYear: Subject = yearOf("lt.ParetoNBDFitter()", GIVEN.paretoNbd);

const { p, q, gamma } = GIVEN.gammaGamma;

/** It counts a month as 4.345 weeks; a week is made as much shorter as makes that a month of ours. */
export const twelveMonths: Subject = pythonSubject(`${ROWS}
week = 4.345 / (365.25 / 12 / 7)
model = lt.BetaGeoFitter()
model.params_ = pd.Series(${JSON.stringify(GIVEN.bgNbd)})
model.params_["alpha"] *= week
model.predict = model.conditional_expected_number_of_purchases_up_to_time
spend = lt.GammaGammaFitter()
spend.params_ = pd.Series(${JSON.stringify({ p, q, v: gamma })})
columns = [pd.Series(column) for column in (x, tx * week, T * week, np.nan_to_num(m))]
def run():
    global clv
    clv = spend.customer_lifetime_value(model, *columns, time=12, discount_rate=${MONTHLY_RATE}, freq="W")
def found():
    return {"clv": clv}
`);
