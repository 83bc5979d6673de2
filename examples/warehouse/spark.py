"""Orders folded in Spark SQL, a model fitted once from grouped statistics, customers scored in the workers.

    python examples/warehouse/spark.py ORDERS MASTER   # 1000000 "local[2,2]", or spark://host:7077

Run in the repository after `npm run build`. Needs pyspark, pandas and pyarrow, Java 17, and Node on every worker. The
second number of local[2,2] is how often a task may be tried. Prints a line of JSON last.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
WORKER = os.path.join(ROOT, "examples/warehouse/worker.mjs")
SCRIPT = os.path.join(ROOT, "dist/browser/clientele.score.global.js")
FIT = os.path.join(HERE, "fit.mjs")
# All workers are on this machine. Where they are not, script, worker and what was learned go there by addFile().
FOLDER = tempfile.mkdtemp(prefix="clientele-")
LEARNED = os.path.join(FOLDER, "learned.json")

# The workers' Python is this one, not the first on the path.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

orders_count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
master = sys.argv[2] if len(sys.argv) > 2 else "local[2,2]"
customers_count = max(100, orders_count // 8)
spark = (
    SparkSession.builder.master(master)
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "4")
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100000")
    .config("spark.driver.memory", "4g")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
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

# A worker that is killed half-way: its task is tried again, and all customers are there, each once. As long as nobody
# has made the folder `killed`, whoever makes it is killed after 100 lines.
KILLED = os.path.join(FOLDER, "killed")
once = os.path.join(FOLDER, "once.sh")
with open(once, "w") as file:
    file.write(f"if mkdir {KILLED} 2>/dev/null; then head -100 | {command}; kill -9 $$; else exec {command}; fi\n")
since = time.time()
survived = spark.sql(f"SELECT TRANSFORM({row}) USING 'bash {once}' AS (line STRING) FROM history").collect()
clock("TRANSFORM with a worker killed", since)

# One that dies every time, of a row that is none: the job fails, and says where. No customer is lost in silence.
bad = row.replace("orders", "cast(orders as string) orders", 1)
refused = None
try:
    spark.sql(f"SELECT TRANSFORM({bad}) USING '{command}' AS (line STRING) FROM history").collect()
except Exception as error:
    said = [line for line in str(error).splitlines() if "row.orders" in line]
    refused = (said or [str(error)])[0].strip().split("Error: ")[-1][:100]

print(json.dumps({
    "customers": len(alone),
    "transformEqual": by_transform == alone,
    "mapInPandasEqual": by_pandas == alone,
    "killed": os.path.isdir(KILLED),
    "equalAfterKill": sorted(r.line for r in survived) == alone,
    "refused": refused,
}))
spark.stop()
shutil.rmtree(FOLDER)
