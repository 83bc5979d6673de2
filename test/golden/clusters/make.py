"""Clusters of three public data sets by scikit-learn: writes scikit-learn.json beside this file.

Run once with scikit-learn 1.9.1: python3 make.py
"""

import json
from pathlib import Path

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_score,
)
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import RobustScaler, StandardScaler

SETS = {
    "iris": (load_iris(), 4, "Fisher (1936), The use of multiple measurements in taxonomic problems"),
    "wine": (load_wine(), 13, "Forina et al., PARVUS; UCI Machine Learning Repository, wine"),
    "breast cancer": (load_breast_cancer(), 10, "Street, Wolberg & Mangasarian (1993); UCI, mean values only"),
}


def mixture(points, labels, k):
    """EM to the end from the clusters of k-means."""
    weights = numpy.bincount(labels, minlength=k) / len(points)
    means = numpy.array([points[labels == c].mean(axis=0) for c in range(k)])
    ridge = 1e-6 * numpy.eye(points.shape[1])
    precisions = [
        numpy.linalg.inv(numpy.cov(points[labels == c].T, bias=True) + ridge) for c in range(k)
    ]
    model = GaussianMixture(
        k,
        weights_init=weights,
        means_init=means,
        precisions_init=numpy.array(precisions),
        reg_covar=1e-6,
        tol=1e-11,
        max_iter=100_000,
    ).fit(points)
    return {
        "logLikelihood": model.score(points) * len(points),
        "bic": model.bic(points),
        "aic": model.aic(points),
        "weights": sorted(model.weights_.tolist()),
    }


cases = []
for name, (data, width, source) in SETS.items():
    raw = data.data[:, :width]
    for scale, points in (
        ("z", StandardScaler().fit_transform(raw)),
        ("robust", RobustScaler().fit_transform(raw)),
        ("none", raw),
    ):
        for k in (2, 3, 4):
            start = [round(i * (len(points) - 1) / (k - 1)) for i in range(k)]
            model = KMeans(k, init=points[start], n_init=1, tol=0, max_iter=10_000).fit(points)
            best = KMeans(k, n_init=200, tol=0, max_iter=10_000, random_state=0).fit(points)
            labels = model.labels_
            case = {
                "data": name,
                "scale": scale,
                "k": k,
                "start": start,
                "bestInertia": best.inertia_,
                "inertia": model.inertia_,
                "labels": labels.tolist(),
                "silhouette": silhouette_score(points, labels),
                "calinskiHarabasz": calinski_harabasz_score(points, labels),
                "daviesBouldin": davies_bouldin_score(points, labels),
                "adjustedRand": adjusted_rand_score(data.target, labels),
            }
            if scale == "z":
                case["mixture"] = mixture(points, labels, k)
            cases.append(case)

golden = {
    "source": f"scikit-learn {sklearn.__version__}, its bundled data sets; made by make.py",
    "sets": {
        name: {
            "source": source,
            "features": [str(feature) for feature in data.feature_names[:width]],
            "points": data.data[:, :width].tolist(),
            "target": data.target.tolist(),
        }
        for name, (data, width, source) in SETS.items()
    },
    "cases": cases,
}
Path(__file__).with_name("scikit-learn.json").write_text(json.dumps(golden) + "\n")
