"""Trains the lead conversion model and writes it with its card and its parity file.

    python models/training/train.py [--out models/lead-conversion]

Needs the packages of requirements.txt, and `node` 22.18 or newer on the PATH: features are extracted by the code that
scores leads (extract-features.ts), so that no second definition of them can drift. The same seed gives the same model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper
from population import draw_population
from scipy.special import logit
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

HERE = Path(__file__).resolve().parent
NAME = "lead-conversion"
VERSION = "1.0.0"
SEED = 20250301
SIZE = 60_000
BACKGROUND_ROWS = 8
PARITY_ROWS = 64


def extract_features(leads: list[str]) -> tuple[list[dict], np.ndarray]:
    """What the features are, and one row of 32-bit numbers per lead (NaN: missing)."""
    run = subprocess.run(
        ["node", str(HERE / "extract-features.ts")],
        input="\n".join(leads),
        capture_output=True,
        text=True,
        check=True,
    )
    definitions, *rows = map(json.loads, run.stdout.splitlines())
    return definitions, np.array(rows, dtype=np.float64).astype(np.float32)


def train(features: np.ndarray, converted: np.ndarray, directions: list[int]) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=80,
        learning_rate=0.08,
        max_leaf_nodes=10,
        min_samples_leaf=150,
        l2_regularization=5.0,
        monotonic_cst=directions,
        early_stopping=False,
        random_state=SEED,
    )
    return model.fit(features, converted)


def calibrate(model: HistGradientBoostingClassifier, features: np.ndarray, converted: np.ndarray) -> tuple[float, float]:
    """Platt's scaling (Platt 1999): slope and intercept of a logistic regression on the model's log-odds."""
    margins = model.decision_function(features).reshape(-1, 1)
    fitted = LogisticRegression(C=np.inf).fit(margins, converted)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def predict(model: HistGradientBoostingClassifier, scaling: tuple[float, float], features: np.ndarray) -> np.ndarray:
    slope, intercept = scaling
    return 1.0 / (1.0 + np.exp(-(slope * model.decision_function(features) + intercept)))


def export(model: HistGradientBoostingClassifier, scaling: tuple[float, float], width: int) -> bytes:
    """The trees and the scaling as one ONNX graph: `features` [n, width] in, `probability` [n] out."""
    onnx_model = to_onnx(
        model,
        initial_types=[("features", FloatTensorType([None, width]))],
        options={id(model): {"zipmap": False, "raw_scores": True}},
        target_opset={"": 17, "ai.onnx.ml": 3},
    )
    graph = onnx_model.graph
    scores = graph.output[1].name
    graph.initializer.extend(
        [
            helper.make_tensor("last_column", TensorProto.INT64, [1], [-1]),
            helper.make_tensor("slope", TensorProto.FLOAT, [1], [scaling[0]]),
            helper.make_tensor("intercept", TensorProto.FLOAT, [1], [scaling[1]]),
            helper.make_tensor("flat", TensorProto.INT64, [1], [-1]),
        ]
    )
    graph.node.extend(
        [
            helper.make_node("Gather", [scores, "last_column"], ["margin"], axis=1),
            helper.make_node("Mul", ["margin", "slope"], ["scaled"]),
            helper.make_node("Add", ["scaled", "intercept"], ["log_odds"]),
            helper.make_node("Sigmoid", ["log_odds"], ["column"]),
            helper.make_node("Reshape", ["column", "flat"], ["probability"]),
        ]
    )
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("probability", TensorProto.FLOAT, [None]))
    graph.name = NAME
    return onnx_model.SerializeToString(deterministic=True)


def metrics_of(probabilities: np.ndarray, converted: np.ndarray, truth: np.ndarray) -> dict:
    refit = LogisticRegression(C=np.inf).fit(logit(probabilities).reshape(-1, 1), converted)
    edges = np.quantile(probabilities, np.linspace(0, 1, 11))
    bins = np.clip(np.searchsorted(edges, probabilities, side="right") - 1, 0, 9)
    table = [
        {
            "meanPredicted": rounded(probabilities[bins == b].mean()),
            "observed": rounded(converted[bins == b].mean()),
            "leads": int((bins == b).sum()),
        }
        for b in range(10)
    ]
    gaps = [abs(row["meanPredicted"] - row["observed"]) * row["leads"] for row in table]
    return {
        "leads": len(converted),
        "conversionRate": rounded(converted.mean()),
        "rocAuc": rounded(roc_auc_score(converted, probabilities)),
        "rocAucOfTrueProbabilities": rounded(roc_auc_score(converted, truth)),
        "logLoss": rounded(log_loss(converted, probabilities)),
        "brierScore": rounded(brier_score_loss(converted, probabilities)),
        "calibration": {
            "slope": rounded(refit.coef_[0, 0]),
            "intercept": rounded(refit.intercept_[0]),
            "expectedCalibrationError": rounded(sum(gaps) / len(converted)),
            "byTenthOfLeads": table,
        },
    }


def background_of(features: np.ndarray, probabilities: np.ndarray) -> np.ndarray:
    """Real rows from the middle of each eighth of the leads by probability."""
    order = np.argsort(probabilities, kind="stable")
    places = ((np.arange(BACKGROUND_ROWS) + 0.5) / BACKGROUND_ROWS * len(order)).astype(int)
    return features[order[places]]


def rounded(value: float) -> float:
    return round(float(value), 4)


def as_json(rows: np.ndarray) -> list:
    """Shortest decimals that read back as the same 32-bit numbers; null for NaN."""
    return [[None if np.isnan(value) else json.loads(str(value)) for value in row] for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=HERE.parent / NAME)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)

    leads, converted, truth = draw_population(SIZE, SEED)
    definitions, features = extract_features(leads)
    fit, scale, test = np.split(np.arange(SIZE), [int(0.6 * SIZE), int(0.8 * SIZE)])

    model = train(features[fit], converted[fit], [d["direction"] for d in definitions])
    scaling = calibrate(model, features[scale], converted[scale])
    exported = export(model, scaling, features.shape[1])
    (out / "model.onnx").write_bytes(exported)

    probabilities = predict(model, scaling, features)
    session = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    replayed = session.run(["probability"], {"features": features[test]})[0]
    worst = float(np.abs(replayed - probabilities[test]).max())
    if worst > 1e-5:
        raise SystemExit(f"ONNX and scikit-learn differ by {worst}")

    card = {
        "name": NAME,
        "version": VERSION,
        "description": "Probability that an insurance lead converts.",
        "licence": "MIT",
        "sha256": hashlib.sha256(exported).hexdigest(),
        "input": {"name": "features", "type": "float32", "missing": "NaN", "features": definitions},
        "output": {"name": "probability", "type": "float32", "meaning": "probability of conversion, 0 to 1"},
        "model": {
            "kind": "Histogram gradient boosting (scikit-learn), monotone where a direction is given, Platt scaling",
            "trees": int(model.n_iter_),
            "scaling": {"slope": rounded(scaling[0]), "intercept": rounded(scaling[1])},
        },
        "training": {
            "data": "SYNTHETIC. A seeded, made-up population (models/training/population.py); nobody's data is in it, and "
            "its metrics say nothing about real leads.",
            "seed": SEED,
            "split": {"fit": len(fit), "scaling": len(scale), "test": len(test)},
        },
        "metrics": metrics_of(probabilities[test], converted[test], truth[test]),
        "score": {
            "meaning": "The rank of the probability among the leads of the training population: 71 means that 71 % of "
            "them were less likely to convert. Linear between the quantiles.",
            "quantiles": [float(f"{q:.6g}") for q in np.quantile(probabilities[fit], np.linspace(0, 1, 101))],
            "quality": {"HIGH": 75, "MEDIUM": 40, "LOW": 0},
        },
        "explanation": {
            "method": "Exact Shapley values (Shapley 1953) of the probability, interventional (Lundberg and Lee 2017): "
            "features outside a coalition take the values of a background row, averaged over the rows below.",
            "background": as_json(background_of(features[fit], probabilities[fit])),
        },
    }
    (out / "card.json").write_text(json.dumps(card, indent=2) + "\n")

    chosen = np.random.default_rng(SEED).choice(test, PARITY_ROWS, replace=False)
    parity = {
        "model": {"name": NAME, "version": VERSION, "sha256": card["sha256"]},
        "leads": [json.loads(leads[i]) for i in chosen],
        "features": as_json(features[chosen]),
        "probabilities": [float(p) for p in probabilities[chosen]],
    }
    (out / "parity.json").write_text(json.dumps(parity, indent=1) + "\n")
    print(json.dumps({"worstDifference": worst, "bytes": len(exported), **card["metrics"]}, indent=2))


if __name__ == "__main__":
    main()
