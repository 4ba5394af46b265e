"""Estimators for panels and for inequality: arrays and frames in, frozen results out; each with formula and source."""

from eduplans.estimators.asymmetry import Asymmetry, asymmetry
from eduplans.estimators.bootstrap import Bootstrap, wild_cluster_bootstrap
from eduplans.estimators.clusters import cluster_covariance, satterthwaite
from eduplans.estimators.convergence import Beta, beta_convergence, half_life, sigma_convergence, speed
from eduplans.estimators.fit import Coefficient, Covariance, Fit, least_squares, with_covariance
from eduplans.estimators.inequality import Group, Theil, gini, theil
from eduplans.estimators.panel import differences, fixed_effects, long_difference

__all__ = [
    "Asymmetry",
    "Beta",
    "Bootstrap",
    "Coefficient",
    "Covariance",
    "Fit",
    "Group",
    "Theil",
    "asymmetry",
    "beta_convergence",
    "cluster_covariance",
    "differences",
    "fixed_effects",
    "gini",
    "half_life",
    "least_squares",
    "long_difference",
    "satterthwaite",
    "sigma_convergence",
    "speed",
    "theil",
    "wild_cluster_bootstrap",
    "with_covariance",
]
