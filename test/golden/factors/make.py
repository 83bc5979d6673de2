"""Principal components of public data sets, and their varimax rotation: writes factors.json beside this file.

Run once with NumPy 2.4 and scikit-learn 1.9.1: python3 make.py
"""

import json
from pathlib import Path

import numpy
import sklearn
from sklearn.datasets import load_breast_cancer, load_iris, load_wine

SETS = {"iris": (load_iris(), 4, 2), "wine": (load_wine(), 13, 3), "breast cancer": (load_breast_cancer(), 10, 2)}


def varimax(loadings):
    """Kaiser's criterion by singular values, items at length 1."""
    lengths = numpy.sqrt((loadings**2).sum(axis=1, keepdims=True))
    work = loadings / lengths
    items, factors = work.shape
    rotation = numpy.eye(factors)
    for _ in range(100_000):
        turned = work @ rotation
        target = turned**3 - turned * (turned**2).sum(axis=0) / items
        u, _, v = numpy.linalg.svd(work.T @ target)
        following = u @ v
        if abs(following - rotation).max() < 1e-15:
            break
        rotation = following
    return loadings @ rotation


golden = {"source": f"NumPy {numpy.__version__}, data of scikit-learn {sklearn.__version__}; made by make.py", "cases": []}
for name, (data, width, factors) in SETS.items():
    raw = data.data[:, :width]
    standard = (raw - raw.mean(axis=0)) / raw.std(axis=0, ddof=1)
    values, vectors = numpy.linalg.eigh(numpy.corrcoef(raw.T))
    values, vectors = values[::-1], vectors[:, ::-1]
    loadings = vectors[:, :factors] * numpy.sqrt(values[:factors])
    rotated = varimax(loadings)
    order = numpy.argsort(-(rotated**2).sum(axis=0))
    rotated = rotated[:, order] * numpy.where(rotated[:, order].sum(axis=0) < 0, -1, 1)
    # Scores of a rotation are the least squares solution of `standard = scores @ rotated.T` for components.
    scores = standard @ rotated @ numpy.linalg.inv(rotated.T @ rotated)
    golden["cases"].append(
        {
            "data": name,
            "factors": factors,
            "eigenvalues": values.tolist(),
            "loadings": rotated.T.tolist(),
            "scores": scores[:5].tolist(),
        }
    )
Path(__file__).with_name("factors.json").write_text(json.dumps(golden) + "\n")
