import { pythonSubject } from "../harness/python.ts";

/** The summary that lifetimes makes of the same columns. */
export const lifetimes = pythonSubject(`
import pandas as pd
from lifetimes.utils import summary_data_from_transaction_data
at = np.datetime64("2023-01-01") + ints("days").astype("timedelta64[D]")
log = pd.DataFrame({"id": ints("codes"), "at": at.astype("datetime64[ns]"), "amount": ints("cents") / 100})
def run():
    global made
    end = log["at"].max()
    made = summary_data_from_transaction_data(log, "id", "at", "amount", observation_period_end=end)
def found():
    by_id = made.sort_index()
    return {"frequency": by_id["frequency"], "recency": by_id["recency"], "age": by_id["T"]}
`);
