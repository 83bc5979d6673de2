"""Orders folded in Spark SQL, a model fitted once from grouped statistics, customers scored in the workers.

    PYSPARK_PYTHON=$(which python) python examples/warehouse/spark.py ORDERS MASTER   # 1000000 "local[2]", or spark://host:7077

Run in the repository after `npm run build`. Needs pyspark, pandas and pyarrow, Java 17, and Node on every worker.
"""
import json
import os
import subprocess
import sys
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
WORKER = os.path.join(ROOT, "examples/warehouse/worker.mjs")
SCRIPT = os.path.join(ROOT, "dist/browser/clientele.score.global.js")
FIT = os.path.join(HERE, "fit.mjs")
LEARNED = os.path.join(os.environ.get("TMPDIR", "/tmp"), "clientele-learned.json")

orders_count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
master = sys.argv[2] if len(sys.argv) > 2 else "local[2]"
customers_count = max(100, orders_count // 8)
spark = (
    SparkSession.builder.master(master)
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "4")
    .config("spark.ui.enabled", "false")
    .config("spark.task.maxFailures", "2")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")


def clock(what, since):
    print(f"{what}: {time.time() - since:.1f} s", flush=True)


# Day numbers up to the as-of day 759.
spark.range(orders_count).selectExpr(
    f"concat('c', cast(pow(rand(7), 2) * {customers_count} as int)) customerId",
    "cast(rand(8) * 760 as int) day",
    "cast(500 + rand(9) * 9000 as int) cents",
).createOrReplaceTempView("orders")

since = time.time()
spark.sql(
    """
    SELECT customerId, count(*) orders, sum(cents) revenue, 759 - max(day) recencyDays,
      count(DISTINCT day) - 1 frequency, (max(day) - min(day)) / 7D recency, (759 - min(day)) / 7D age
    FROM orders GROUP BY customerId
    """
).cache().createOrReplaceTempView("history")
customers = spark.table("history").count()
clock(f"{orders_count} orders to {customers} customers in Spark SQL", since)

# Equal rows are one row with a weight: what the fit sees is small however many customers there are.
since = time.time()
grouped = spark.sql(
    "SELECT frequency, recency, age, count(*) weight FROM history GROUP BY frequency, recency, age"
).toPandas()
sample = spark.sql("SELECT customerId, recencyDays, orders, revenue FROM history ORDER BY customerId LIMIT 20000").toPandas()
given = {"grouped": grouped.to_dict("list"), "sample": sample.to_dict("list")}
learned = subprocess.run(["node", FIT, ROOT], input=json.dumps(given), capture_output=True, text=True, check=True).stdout
with open(LEARNED, "w") as file:
    file.write(learned)
clock(f"fit from {len(grouped)} grouped rows", since)

command = f"node {WORKER} {SCRIPT} {LEARNED}"
row = "to_json(struct(customerId, recencyDays, orders, revenue, frequency, recency, age))"

since = time.time()
transformed = spark.sql(f"SELECT TRANSFORM({row}) USING '{command}' AS (line STRING) FROM history")
by_transform = sorted(r.line for r in transformed.collect())
clock("TRANSFORM", since)


def score(batches):
    import pandas

    for batch in batches:
        done = subprocess.run(command.split(), input="\n".join(batch["line"]) + "\n", capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        yield pandas.DataFrame({"line": done.stdout.splitlines()})


lines = spark.sql(f"SELECT {row} line FROM history")
since = time.time()
by_pandas = sorted(r.line for r in lines.mapInPandas(score, "line string").collect())
clock("mapInPandas", since)

since = time.time()
text = "".join(r.line + "\n" for r in lines.collect())
alone = sorted(subprocess.run(command.split(), input=text, capture_output=True, text=True, check=True).stdout.splitlines())
clock("one process", since)
print("rows", len(alone), "TRANSFORM equal:", by_transform == alone, "mapInPandas equal:", by_pandas == alone)

# A worker that dies: its task is tried again, and then the job fails; no customer is lost in silence.
bad = row.replace("orders", "cast(orders as string) orders", 1)
try:
    spark.sql(f"SELECT TRANSFORM({bad}) USING '{command}' AS (line STRING) FROM history").collect()
    print("a dying worker went UNNOTICED")
except Exception as error:
    found = [line.strip() for line in str(error).splitlines() if "row.orders" in line or "exited with" in line or "status" in line]
    print("a dying worker fails the job:", (found or [type(error).__name__])[0][:160])
spark.stop()
