"""A made-up population of insurance leads, with what became of them.

Nobody's data is in it. It exists so that the way from features to a score can be built, measured and tested before an
insurer's own outcomes are there. The process, in order:

1. Two independent standard normal traits per lead: `intent` (how much the person wants to buy) and `means` (how well
   off they are). They are never shown to the model; what is shown follows from them with noise.
2. Attributes are drawn from the traits (credit and budget from means, time frame and consent from intent, ...). Each is
   left out with its own probability, as people leave fields of a form empty.
3. Whether the lead converts is a coin whose probability is the logistic function of a sum of effects: the line of
   business, a hump over age, being insured already, claims, credit, the logarithm of the budget, the time frame, being
   referred, being reachable, risk, the unseen intent, and two interactions.

The sizes of the effects are judgements about the trade, not estimates.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

LINES = ["AUTO", "HOME", "RENTERS", "LIFE", "HEALTH", "COMMERCIAL"]
LINE_SHARES = [0.42, 0.20, 0.12, 0.11, 0.10, 0.05]
LINE_EFFECTS = {"AUTO": 0.25, "HOME": 0.10, "RENTERS": 0.35, "LIFE": -0.45, "HEALTH": -0.10, "COMMERCIAL": -0.30}
CREDIT_TIERS = ["POOR", "FAIR", "GOOD", "EXCELLENT"]
CREDIT_EFFECTS = [-0.45, -0.10, 0.15, 0.30]
INTERCEPT = -2.55


def draw_lead(rng: np.random.Generator) -> tuple[dict[str, Any], float]:
    """One lead as scoring receives it, and its true probability of converting."""
    intent, means = rng.normal(size=2)
    line = LINES[rng.choice(len(LINES), p=LINE_SHARES)]
    age = int(np.clip(rng.gamma(9.0, 4.6) + (8 if line in ("LIFE", "HEALTH") else 0), 18, 92))
    insured = bool(rng.random() < 0.72)
    claims = int(rng.poisson(0.35))
    tier = int(np.clip(np.round(1.6 + 0.9 * means + rng.normal(0, 0.6)), 0, 3))
    budget_cents = int(np.round(np.exp(4.75 + 0.35 * means + rng.normal(0, 0.35)) * 100))
    timeframe_days = int(np.clip(np.round(np.exp(3.2 - 0.7 * intent + rng.normal(0, 0.8))), 0, 730))
    referred = bool(rng.random() < 0.10)
    may_call = bool(rng.random() < 0.80 + 0.05 * np.tanh(intent))
    may_mail = bool(rng.random() < 0.65)
    phone_valid = bool(rng.random() < 0.93) if rng.random() < 0.92 else None
    email_quality = float(rng.choice([0.05, 0.2, 0.5, 0.85, 0.9], p=[0.04, 0.03, 0.05, 0.28, 0.60]))
    if rng.random() >= 0.90:
        email_quality = None
    risk = risk_score(rng, phone_valid, email_quality, may_call or may_mail)

    effects = (
        INTERCEPT
        + LINE_EFFECTS[line]
        + 0.45 * np.exp(-(((age - 41) / 15) ** 2))
        + (0.20 if insured else -0.05)
        - 0.28 * min(claims, 4)
        + CREDIT_EFFECTS[tier]
        + 0.40 * np.clip(np.log(budget_cents / 11_500), -1.5, 1.5)
        - 0.50 * np.clip(np.log1p(timeframe_days) - 3.0, -2.0, 2.5)
        + (0.75 if referred else 0.0)
        + (0.70 if may_call and phone_valid else 0.0)
        + (0.25 if may_mail and (email_quality or 0) > 0.4 else 0.0)
        - 0.022 * risk
        + 0.45 * intent
        + (0.35 if line == "RENTERS" and age < 30 else 0.0)
        + (0.30 if line in ("AUTO", "HOME") and insured and timeframe_days <= 14 else 0.0)
    )

    def told(value: Any, probability: float) -> Any:
        return value if rng.random() < probability else None

    lead = {
        "submission": {
            "source": "referral" if referred else "web",
            "lineOfBusiness": line,
            "referralCode": "R" if referred else None,
            "consentChannels": (["PHONE"] if may_call else []) + (["EMAIL"] if may_mail else []),
            "attributes": {
                "ageYears": told(age, 0.88),
                "currentlyInsured": told(insured, 0.85),
                "priorClaimsCount": told(claims, 0.70),
                "creditTier": told(CREDIT_TIERS[tier], 0.60),
                "monthlyBudgetCents": told(budget_cents, 0.55),
                "purchaseTimeframeDays": told(timeframe_days, 0.75),
            },
        },
        "enrichment": {
            "features": {"phoneValid": phone_valid, "emailQuality": email_quality},
            "riskScore": risk,
        },
    }
    return lead, float(1.0 / (1.0 + np.exp(-effects)))


def risk_score(
    rng: np.random.Generator, phone_valid: bool | None, email_quality: float | None, consented: bool
) -> int:
    """Failed checks combine as in enrichment: 1 - product of (1 - weight)."""
    innocent = 1.0
    if phone_valid is False:
        innocent *= 0.70
    if email_quality is not None and email_quality < 0.1:
        innocent *= 0.55
    if email_quality is not None and 0.1 < email_quality < 0.3:
        innocent *= 0.85
    if not consented:
        innocent *= 0.80
    if phone_valid is None and email_quality is None:
        innocent *= 0.70
    if rng.random() < 0.07:
        innocent *= 0.75
    if rng.random() < 0.04:
        innocent *= 0.85
    return int(np.round(100 * (1 - innocent)))


def draw_population(size: int, seed: int) -> tuple[list[str], np.ndarray, np.ndarray]:
    """`size` leads as JSON lines, whether each converted (0 or 1), and the true probabilities. Repeatable by `seed`."""
    rng = np.random.default_rng(seed)
    drawn = [draw_lead(rng) for _ in range(size)]
    truth = np.array([probability for _, probability in drawn])
    converted = (rng.random(size) < truth).astype(np.int64)
    return [json.dumps(lead) for lead, _ in drawn], converted, truth
