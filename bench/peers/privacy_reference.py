"""Reference values for lib/federated/privacy as JSON, with dp-accounting (TensorFlow Privacy's accountant) and mpmath:

    pip install --require-hashes -r bench/peers/requirements/privacy.txt
    python bench/peers/privacy_reference.py > tests/federated/privacy/reference.json

Poisson-subsampled Gaussian rounds, neighbours that differ by one added or removed. At orders that are no whole numbers
dp-accounting sums a series that converges slowly and errs upwards; mpmath integrates there, with 30 digits.
"""

import json

import dp_accounting
import mpmath
from dp_accounting import rdp

ORDERS = [1 + x / 10 for x in range(1, 100)] + list(range(11, 65)) + [128, 256, 512]

ROUNDS = [
    # chance, noise multiplier, rounds, delta
    (1.0, 1.0, 1, 1e-5),
    (1.0, 5.0, 100, 1e-5),
    (0.01, 1.0, 1000, 1e-5),
    (0.01, 1.1, 10000, 1e-5),
    (0.1, 0.8, 100, 1e-3),
    (0.5, 2.0, 20, 1e-3),
    (256 / 60000, 1.12, 14063, 1e-5),
    (0.02, 4.0, 500, 1e-6),
    (0.3, 0.3, 5, 1e-4),
]


def epsilon(chance, noise, rounds, delta):
    accountant = rdp.RdpAccountant(ORDERS)
    event = dp_accounting.PoissonSampledDpEvent(chance, dp_accounting.GaussianDpEvent(noise))
    accountant.compose(event, rounds)
    return accountant.get_epsilon(delta)


def divergence(order, chance, noise):
    mpmath.mp.dps = 30
    q, z = mpmath.mpf(str(chance)), mpmath.mpf(str(noise))
    a = mpmath.mpf(str(order))

    def integrand(x):
        return ((1 - q) + q * mpmath.exp((2 * x - 1) / (2 * z * z))) ** a * mpmath.npdf(x, 0, z)

    points = sorted([-20 * z, *[i * z for i in range(-10, 11, 2)], a / 2, a, a + 5 * z, a + 20 * z])
    return float(mpmath.log(mpmath.quad(integrand, points)) / (a - 1))


print(
    json.dumps(
        {
            "epsilons": [
                {"chance": q, "noise": z, "rounds": rounds, "delta": delta, "epsilon": epsilon(q, z, rounds, delta)}
                for q, z, rounds, delta in ROUNDS
            ],
            "divergences": [
                {"order": order, "chance": q, "noise": z, "divergence": divergence(order, q, z)}
                for order in [1.5, 2, 2.3, 3.7, 8, 32]
                for q, z in [(0.1, 0.8), (0.01, 1.1), (0.5, 2.0)]
            ],
        },
        indent=1,
    )
)
